package io.github.athenaconnect.query;

import java.time.Instant;

/** The half-open interval of data, {@code [start, end)}, that a run in {@code interval} mode owns. */
public record DataInterval(Instant start, Instant end) {
    public DataInterval {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException(
                    "A data interval ends after it starts, found start " + start + " and end " + end);
        }
    }
}
