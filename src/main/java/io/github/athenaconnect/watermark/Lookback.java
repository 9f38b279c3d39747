package io.github.athenaconnect.watermark;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** The margin below the leading watermark column that is read again for late rows. Immutable. */
public sealed interface Lookback permits Lookback.OfTime, Lookback.OfNumbers {
    /** A margin of dates, times and timestamps, in whole seconds. */
    static Lookback of(Duration margin) {
        return new OfTime(margin);
    }

    /** A margin of numbers, from 0. */
    static Lookback of(BigDecimal margin) {
        return new OfNumbers(margin);
    }

    /** The value less the margin. */
    WatermarkValue from(WatermarkValue value);

    /** Why there is no such margin below a value, in words that go on after the key's name; empty if there is one. */
    Optional<String> problemWith(String column, WatermarkValue value);

    /** Below points in time. */
    record OfTime(Duration margin) implements Lookback {
        @Override
        public WatermarkValue from(WatermarkValue value) {
            return ((PointInTime) value).minus(margin);
        }

        @Override
        public Optional<String> problemWith(String column, WatermarkValue value) {
            return value instanceof PointInTime
                    ? Optional.empty()
                    : Optional.of(mismatch(column, value) + ", found the duration " + margin);
        }
    }

    /** Below numbers. */
    record OfNumbers(BigDecimal margin) implements Lookback {
        @Override
        public WatermarkValue from(WatermarkValue value) {
            return ((WatermarkNumber) value).minus(margin);
        }

        @Override
        public Optional<String> problemWith(String column, WatermarkValue value) {
            return value instanceof WatermarkNumber
                    ? Optional.empty()
                    : Optional.of(mismatch(column, value) + ", found the number " + margin.toPlainString());
        }
    }

    private static String mismatch(String column, WatermarkValue value) {
        String expected = value instanceof PointInTime
                ? "must be a duration such as 2h"
                : value instanceof WatermarkNumber
                        ? "must be a number from 0 such as 100"
                        : "must not be set, because only points in time and numbers have a margin";
        return expected + ", as watermark column '" + column + "' is at " + value.literal();
    }
}
