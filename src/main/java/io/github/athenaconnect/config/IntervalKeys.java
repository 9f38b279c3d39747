package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.query.IntervalSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Which intervals of data the runs of a query own, in {@code interval} mode. */
final class IntervalKeys {
    static final String MODE = "interval";

    private static final int MOST_RUNS = 10_000;

    private static final Key<Function<ZoneId, Instant>> START = Key.optional(
            "interval.start",
            MomentText.FORM,
            Label.medium(
                    "First interval's start",
                    SHORT,
                    "Where the data of a new query begins. Unset: with the latest interval that is complete. A query"
                            + " that has run goes on where its last interval ended."));
    private static final Key<Function<ZoneId, Instant>> END = Key.optional(
            "interval.end",
            MomentText.FORM,
            Label.medium("Last interval's end", SHORT, "Where the data ends: the query then has no further run."));
    private static final Key<Duration> DELAY = Key.withDefault(
            "interval.delay",
            DurationText.FORM_WITH_ZERO,
            "0",
            Label.medium(
                    "Interval's delay", SHORT, "How long after the end of its interval a run starts, for late data."));
    private static final Key<Duration> LOOKBACK = Key.withDefault(
            "interval.lookback",
            DurationText.FORM_WITH_ZERO,
            "0",
            Label.low(
                    "Interval's lookback",
                    SHORT,
                    "How much earlier than its interval `${interval.start}` and `${interval.start.date}` are, so that"
                            + " rows that came late are read again."));
    private static final Key<Boolean> CATCHUP = Key.withDefault(
            "catchup",
            Form.flag(),
            "true",
            Label.medium(
                    "Catch up",
                    SHORT,
                    "Whether missed intervals are made up for one by one, in order; otherwise only the latest is."));
    private static final Key<Integer> MAX_RUNS = Key.optional(
            "interval.max.runs",
            Form.integer(1, MOST_RUNS),
            Label.low(
                    "Most missed intervals",
                    SHORT,
                    "How many missed intervals are made up for; of more the older are left out, with a warning. Unset:"
                            + " all."));

    static final List<Key<?>> KEYS = List.of(
            START.visibleWhen("mode", MODE),
            END.visibleWhen("mode", MODE),
            DELAY.visibleWhen("mode", MODE),
            LOOKBACK.visibleWhen("mode", MODE),
            CATCHUP.visibleWhen("mode", MODE),
            MAX_RUNS.visibleWhen("mode", MODE));

    private IntervalKeys() {}

    /** Other modes: an interval is an error, unless it is written as a default of all queries. */
    static void checkUnused(Values own) {
        KEYS.stream()
                .filter(own::isWritten)
                .forEach(key -> own.reject(
                        key,
                        "belongs to mode=" + MODE + ", but the mode is another; remove the key or change the mode"));
    }

    static void check(Values own, ZoneId zone) {
        Optional<Instant> start = own.find(START).map(moment -> moment.apply(zone));
        Optional<Instant> end = own.find(END).map(moment -> moment.apply(zone));
        if (start.isPresent() && end.isPresent() && !end.get().isAfter(start.get())) {
            own.reject(END, "must be after " + START.name() + ", which is " + start.get() + "; found " + end.get());
        }
        if (own.isSet(MAX_RUNS) && own.find(CATCHUP).equals(Optional.of(false))) {
            own.reject(MAX_RUNS, "has no meaning beside " + CATCHUP.name() + "=false; remove one of them");
        }
    }

    /** Whether the runs are the same whenever somebody looks. */
    static boolean leavesNoneOut(Values own) {
        return own.isSet(START) && !own.isSet(MAX_RUNS) && !own.find(CATCHUP).equals(Optional.of(false));
    }

    static IntervalSettings read(Values own, ZoneId zone) {
        return new IntervalSettings(
                own.find(START).map(moment -> moment.apply(zone)),
                own.find(END).map(moment -> moment.apply(zone)),
                own.get(DELAY),
                own.get(LOOKBACK),
                own.get(CATCHUP) ? own.find(MAX_RUNS) : Optional.of(1));
    }
}
