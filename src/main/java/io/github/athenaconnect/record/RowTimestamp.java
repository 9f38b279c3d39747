package io.github.athenaconnect.record;

import io.github.athenaconnect.type.Column;
import io.github.athenaconnect.type.RowType;
import java.time.Instant;
import java.util.function.ToLongFunction;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** How the timestamp of a record is taken from a row; decided once per result. */
sealed interface RowTimestamp {
    /**
     * Milliseconds since 1970, or null to leave it to the clock of the worker.
     *
     * @throws UnusableValueException if the row's value is no moment that a record can have
     */
    @Nullable Long of(Struct row);

    /**
     * The timestamp that a column of the rows gives.
     *
     * @throws UnfitColumnException if there is no such column, or its type has no moments
     */
    static RowTimestamp of(TimestampColumn settings, RowType rowType) {
        Column column = new NamedColumns(EpochMillis.KEY, rowType).find(settings.name());
        return new OfColumn(column, EpochMillis.of(column, settings.mode()));
    }

    /** None of the row's own. */
    record None() implements RowTimestamp {
        @Override
        public @Nullable Long of(Struct row) {
            return null;
        }
    }

    /** What a column says, if it says anything. */
    record OfColumn(Column column, ToLongFunction<Object> toMillis) implements RowTimestamp {
        @Override
        public @Nullable Long of(Struct row) {
            Object value = row.get(column.field());
            return value == null ? null : Long.valueOf(checked(toMillis.applyAsLong(value)));
        }

        private long checked(long millis) {
            if (millis < 0) {
                throw unusable(Instant.ofEpochMilli(millis) + ", and Kafka has no timestamp before 1970. Select another"
                        + " moment or NULL, which leaves the timestamp to the worker's clock, or leave such rows out"
                        + " with WHERE.");
            }
            if (millis > EpochMillis.LATEST) {
                throw unusable(Instant.ofEpochMilli(millis) + ", expected the year 9999 at most. A number counts"
                        + " milliseconds since 1970: divide one of microseconds by 1000. Select NULL for a moment that"
                        + " means never, which leaves the timestamp to the worker's clock.");
            }
            return millis;
        }

        private UnusableValueException unusable(String problem) {
            return new UnusableValueException("column \"" + column.source().name() + "\" is " + problem);
        }
    }
}
