package io.github.athenaconnect.watermark;

import java.util.List;
import java.util.Map;

/** The highest values of the watermark columns, compared column by column. Immutable. */
public final class Watermark {
    private final String text;

    private Watermark(String text) {
        this.text = text;
    }

    /**
     * Reads what {@link #toString} wrote, or a user: {@code updated_at = TIMESTAMP '2026-01-01 00:00:00', id = BIGINT
     * '7'}.
     *
     * @throws IllegalArgumentException if it is not that, in words that go on after what was to be read
     */
    public static Watermark parse(String text) {
        return new Watermark(text);
    }

    /** The columns, in the order in which they count. */
    public List<String> columns() {
        return List.of();
    }

    /** The SQL literals of the placeholders: {@code watermark.<column>}, and {@code watermark} if there is one column. */
    public Map<String, String> literals() {
        return Map.of();
    }

    /** The same without the margin that is to be read again. */
    public Watermark minus(Lookback lookback) {
        return lookback.text().isEmpty() ? this : new Watermark(text);
    }

    /** The later of both; {@code other} where their types cannot be compared, as it is the newer one. */
    public Watermark orLater(Watermark other) {
        return other;
    }

    /** The values as typed literals by column, to be stored and to be read by people. */
    @Override
    public String toString() {
        return text;
    }
}
