package io.github.athenaconnect.localstack.engine.duckdb;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/** Writes the values that DuckDB's driver gives in the text forms of Athena's results. */
final class AthenaText {
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final DateTimeFormatter NANOS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSSSS", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private AthenaText() {}

    /** The text of a value that is not NULL; inside of arrays, maps and rows NULL is written {@code null}. */
    static String of(@Nullable Object value) throws SQLException {
        if (value == null) {
            return "null";
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Blob blob) {
            return HEX.formatHex(blob.getBytes(1, (int) blob.length()));
        }
        return value instanceof Array || value instanceof Map || value instanceof DuckDBStruct
                ? nested(value)
                : temporal(value);
    }

    /** A timestamp of more than millisecond precision, with six digits, or nine where it needs them. */
    static String fineTimestamp(LocalDateTime timestamp) {
        return (timestamp.getLong(ChronoField.NANO_OF_SECOND) % 1000 == 0 ? MICROS : NANOS).format(timestamp);
    }

    /** An interval, which DuckDB writes as {@code 1 year 2 months 3 days 04:05:06.7}. */
    static String interval(String duckDbText) {
        return IntervalText.parse(duckDbText).toAthena();
    }

    private static String temporal(Object value) {
        if (value instanceof LocalDateTime timestamp) {
            return MILLIS.format(timestamp);
        }
        if (value instanceof Timestamp timestamp) {
            return MILLIS.format(timestamp.toLocalDateTime());
        }
        if (value instanceof OffsetDateTime timestamp) {
            return MILLIS.format(timestamp.withOffsetSameInstant(ZoneOffset.UTC)) + " UTC";
        }
        if (value instanceof LocalTime time) {
            return TIME.format(time);
        }
        if (value instanceof OffsetTime time) {
            return TIME.format(time) + time.getOffset().getId().replace("Z", "+00:00");
        }
        return value.toString();
    }

    private static String nested(Object value) throws SQLException {
        if (value instanceof Array array) {
            List<String> elements = new ArrayList<>();
            for (Object element : (Object[]) array.getArray()) {
                elements.add(of(element));
            }
            return "[" + String.join(", ", elements) + "]";
        }
        return value instanceof DuckDBStruct struct ? entries(struct.getMap()) : entries((Map<?, ?>) value);
    }

    private static String entries(Map<?, ?> map) throws SQLException {
        StringBuilder text = new StringBuilder("{");
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text.append(text.length() == 1 ? "" : ", ")
                    .append(of(entry.getKey()))
                    .append('=')
                    .append(of(entry.getValue()));
        }
        return text.append('}').toString();
    }
}
