package io.github.athenaconnect.query;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which intervals the runs of a query own, besides its schedule.
 *
 * @param start where the first interval begins; empty begins with the latest that is complete
 * @param end where the last interval ends, after {@code start}; empty goes on for ever
 * @param delay from the end of an interval to the start of its run, for data that comes late
 * @param lookback how much earlier than its interval a statement is told to begin; the interval stays what it is
 * @param mostMissed how many missed intervals are made up for, at least 1; of more the older are left out. Empty makes
 *     up for all
 */
public record IntervalSettings(
        Optional<Instant> start,
        Optional<Instant> end,
        Duration delay,
        Duration lookback,
        Optional<Integer> mostMissed) {}
