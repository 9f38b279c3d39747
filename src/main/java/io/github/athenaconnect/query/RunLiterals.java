package io.github.athenaconnect.query;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * What a statement is told of its run, as literals of SQL: timestamps by the clock of UTC, which is Athena's own, to the
 * millisecond; dates by the calendar of a zone.
 */
record RunLiterals(ZoneId zone) {
    static final String RUN_TIME = "run.time";
    static final String RUN_DATE = "run.date";
    static final String INTERVAL_START = "interval.start";
    static final String INTERVAL_END = "interval.end";
    static final String INTERVAL_START_DATE = "interval.start.date";
    static final String INTERVAL_END_DATE = "interval.end.date";

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    Map<String, String> of(Run run) {
        return Map.of(RUN_TIME, timestamp(run.scheduled()), RUN_DATE, date(run.scheduled()));
    }

    Map<String, String> of(DataInterval interval, Duration lookback) {
        Instant start = interval.start().minus(lookback);
        return Map.of(
                INTERVAL_START, timestamp(start),
                INTERVAL_START_DATE, date(start),
                INTERVAL_END, timestamp(interval.end()),
                INTERVAL_END_DATE, date(interval.end()));
    }

    private static String timestamp(Instant instant) {
        return "TIMESTAMP '" + TIMESTAMP.format(instant) + "'";
    }

    private String date(Instant instant) {
        return "DATE '" + LocalDate.ofInstant(instant, zone) + "'";
    }
}
