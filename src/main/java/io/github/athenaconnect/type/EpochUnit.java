package io.github.athenaconnect.type;

import java.util.function.Supplier;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;

/** The count since the epoch that a moment becomes; a moment it cannot hold is refused, with the modes that can. */
enum EpochUnit {
    MILLIS(1_000, "millisecond", "micros, nanos, string or millis_truncated", "string"),
    /** Cuts finer digits off the text, so that the moment moves into the past, before 1970 too. */
    MILLIS_TRUNCATED(1_000, "millisecond", "micros, nanos or string", "string"),
    MICROS(1_000_000, "microsecond", "nanos, string or millis_truncated", "millis or string"),
    NANOS(1_000_000_000, "nanosecond", "string or millis_truncated", "micros, millis or string");

    private final long perSecond;
    private final String unit;
    private final String modesForFinerDigits;
    private final String modesForMoreYears;

    EpochUnit(long perSecond, String unit, String modesForFinerDigits, String modesForMoreYears) {
        this.perSecond = perSecond;
        this.unit = unit;
        this.modesForFinerDigits = modesForFinerDigits;
        this.modesForMoreYears = modesForMoreYears;
    }

    SchemaBuilder schema() {
        return perSecond == 1_000 ? Timestamp.builder() : SchemaBuilder.int64();
    }

    /**
     * The value of {@link #schema} for a moment.
     *
     * @param epochSecond seconds since the epoch, in UTC
     * @param picos picoseconds since that second
     * @param text the moment as Athena writes it, for the message of a refusal
     */
    Object value(long epochSecond, long picos, Supplier<TextValue> text) {
        long picosPerUnit = ClockTime.PICOS_PER_SECOND / perSecond;
        if (picos % picosPerUnit != 0 && this != MILLIS_TRUNCATED) {
            throw UndecodableTextException.of(
                    "a timestamp without digits finer than a " + unit,
                    text.get(),
                    "set timestamp.mode=" + modesForFinerDigits);
        }
        try {
            return boxed(count(epochSecond, picos / picosPerUnit));
        } catch (ArithmeticException outOfRange) {
            throw UndecodableTextException.of(
                    "a timestamp whose " + unit + "s since 1970 an INT64 can count",
                    text.get(),
                    "set timestamp.mode=" + modesForMoreYears);
        }
    }

    private long count(long epochSecond, long units) {
        if (epochSecond >= 0) {
            return Math.addExact(Math.multiplyExact(epochSecond, perSecond), units);
        }
        // Counted back from the next second: the least counts would overflow on the way otherwise.
        return Math.addExact(Math.multiplyExact(epochSecond + 1, perSecond), units - perSecond);
    }

    private Object boxed(long count) {
        return perSecond == 1_000 ? Timestamp.toLogical(Timestamp.SCHEMA, count) : (Object) count;
    }
}
