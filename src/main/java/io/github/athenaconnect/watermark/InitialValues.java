package io.github.athenaconnect.watermark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a query begins, as a user writes it: a literal for each watermark column, or a bare text whose form tells its
 * type. Immutable.
 */
public final class InitialValues {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+\\.[0-9]+");
    private static final Pattern DATE = Pattern.compile("[+-]?[0-9]{4,9}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIMESTAMP =
            Pattern.compile(DATE + " [0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]++)?+(?<zone>.+)?");

    private final List<WatermarkValue> values;

    private InitialValues(List<WatermarkValue> values) {
        this.values = List.copyOf(values);
    }

    /**
     * Reads values that are separated by commas.
     *
     * @throws IllegalArgumentException "must be ..., found ...", if one is none
     */
    public static InitialValues parse(String text) {
        LiteralReader reader = new LiteralReader(text);
        List<WatermarkValue> values = new ArrayList<>();
        do {
            values.add(reader.atQuotedLiteral() ? reader.literal() : bare(reader.bareText()));
        } while (reader.skip(','));
        if (!reader.atEnd()) {
            throw reader.expected("a comma or nothing more");
        }
        return new InitialValues(values);
    }

    private static WatermarkValue bare(String text) {
        if (text.isEmpty() || text.equalsIgnoreCase("null")) {
            throw new IllegalArgumentException(
                    "must be a value for each of watermark.columns, such as 2026-01-31 12:00:00, 7 or 'text'; found "
                            + (text.isEmpty() ? "nothing" : text));
        }
        return LiteralReader.value(typeOf(text), text);
    }

    private static ValueType typeOf(String text) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        if (lowerCase.equals("true") || lowerCase.equals("false")) {
            return ValueType.BOOLEAN;
        }
        if (INTEGER.matcher(text).matches()) {
            return ValueType.BIGINT;
        }
        if (DECIMAL.matcher(text).matches()) {
            return ValueType.DECIMAL;
        }
        if (DATE.matcher(text).matches()) {
            return ValueType.DATE;
        }
        var timestamp = TIMESTAMP.matcher(text);
        if (timestamp.matches()) {
            return timestamp.group("zone") == null ? ValueType.TIMESTAMP : ValueType.ZONED_TIMESTAMP;
        }
        return ValueType.VARCHAR;
    }

    /** How many there are. */
    public int count() {
        return values.size();
    }

    /**
     * The watermark that has these values.
     *
     * @param columns as many as there are values
     */
    public Watermark of(List<String> columns) {
        return new Watermark(columns, values);
    }
}
