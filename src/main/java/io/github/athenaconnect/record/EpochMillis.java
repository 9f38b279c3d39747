package io.github.athenaconnect.record;

import io.github.athenaconnect.type.Column;
import io.github.athenaconnect.type.Excerpt;
import io.github.athenaconnect.type.LocalMoment;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.UndecodableTextException;
import java.util.Date;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Milliseconds since 1970 from the values of a column, of each type that has moments. Finer digits are cut off. */
final class EpochMillis {
    static final String KEY = "timestamp.column";

    /** 9999-12-31T23:59:59.999Z; what is later was counted in a finer unit, or stands for "never". */
    static final long LATEST = 253_402_300_799_999L;

    private static final long PICOS_PER_MILLI = 1_000_000_000L;

    private EpochMillis() {}

    /**
     * What takes them from a value that is not NULL; it throws {@link UnusableValueException} at a text that is no moment.
     *
     * @param mode what the query makes of Athena's timestamps
     * @throws UnfitColumnException if the column's type has no moments
     */
    static ToLongFunction<Object> of(Column column, TimestampMode mode) {
        return switch (column.source().plainTypeName()) {
            case "bigint", "integer", "int" -> value -> ((Number) value).longValue();
            case "date" -> EpochMillis::ofDate;
            case "timestamp" -> of(column, mode, LocalMoment::ofTimestamp);
            case "timestamp with time zone" -> of(column, mode, LocalMoment::ofZonedTimestamp);
            default ->
                throw new UnfitColumnException(
                        KEY,
                        KEY + " names '" + column.source().name() + "', a column of type "
                                + column.source().typeName()
                                + "; expected a timestamp, timestamp with time zone or date, or a bigint or integer of"
                                + " milliseconds since 1970. Make one of it in the SQL, such as CAST("
                                + SqlName.of(column.source().name()) + " AS timestamp) AS record_time, and name that.");
        };
    }

    private static ToLongFunction<Object> of(Column column, TimestampMode mode, Function<String, LocalMoment> reading) {
        return switch (mode) {
            case MILLIS, MILLIS_TRUNCATED -> EpochMillis::ofDate;
            case MICROS -> value -> Math.floorDiv((Long) value, 1_000L);
            case NANOS -> value -> Math.floorDiv((Long) value, 1_000_000L);
            case STRING -> value -> ofText(column, (String) value, reading);
        };
    }

    private static long ofDate(Object value) {
        return ((Date) value).toInstant().toEpochMilli();
    }

    private static long ofText(Column column, String text, Function<String, LocalMoment> reading) {
        try {
            LocalMoment moment = reading.apply(text);
            // Years have up to nine digits, whose milliseconds a long does not hold: what is far out of range stays so.
            long second = Math.max(-LATEST, Math.min(moment.epochSecond(), LATEST));
            return second * 1000 + moment.picos() / PICOS_PER_MILLI;
        } catch (UndecodableTextException undecodable) {
            throw new UnusableValueException("column \"" + column.source().name() + "\" is " + Excerpt.of(text)
                    + ", of which the record's timestamp cannot be made: expected a "
                    + column.source().typeName()
                    + " whose time zone, if it has one, this worker's Java knows. Select the column AT TIME ZONE 'UTC',"
                    + " or name another " + KEY + ".");
        }
    }
}
