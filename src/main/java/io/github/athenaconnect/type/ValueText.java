package io.github.athenaconnect.type;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;

/** Athena's text of typed values. */
final class ValueText {
    private static final HexFormat BYTES = HexFormat.ofDelimiter(" ");

    private ValueText() {}

    /** The text of a value that has no parts; {@link ValueDecoder} says which Java types there are. */
    static String of(String typeName, Object value) {
        if (value instanceof byte[] bytes) {
            return typeName.equals("varbinary") ? BYTES.formatHex(bytes) : new String(bytes, StandardCharsets.UTF_8);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof LocalMoment moment) {
            return moment.text();
        }
        return typeName.equals("date") ? LocalDate.ofEpochDay((Long) value).toString() : value.toString();
    }
}
