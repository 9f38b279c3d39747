package io.github.athenaconnect.localstack.engine.duckdb;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An interval on its way from DuckDB's text to Athena's. */
record IntervalText(long months, long days, String time) {
    private static final Pattern PART =
            Pattern.compile("(-?\\d+) (year|month|day)s?|(-?\\d+:\\d\\d:\\d\\d(?:\\.\\d+)?)");

    static IntervalText parse(String text) {
        long months = 0;
        long days = 0;
        String time = "00:00:00";
        Matcher matcher = PART.matcher(text);
        while (matcher.find()) {
            if (matcher.group(3) != null) {
                time = matcher.group(3);
            } else if (matcher.group(2).equals("day")) {
                days += Long.parseLong(matcher.group(1));
            } else {
                months += Long.parseLong(matcher.group(1)) * (matcher.group(2).equals("year") ? 12 : 1);
            }
        }
        return new IntervalText(months, days, time);
    }

    /** {@code 0-3} for months, {@code 2 00:00:00.000} for days and less. */
    String toAthena() {
        if (months != 0) {
            return (months < 0 ? "-" : "") + Math.abs(months) / 12 + "-" + Math.abs(months) % 12;
        }
        long millis = Duration.ofDays(days).plus(clock()).toMillis();
        Duration length = Duration.ofMillis(Math.abs(millis));
        return String.format(
                Locale.ROOT,
                "%s%d %02d:%02d:%02d.%03d",
                millis < 0 ? "-" : "",
                length.toDays(),
                length.toHoursPart(),
                length.toMinutesPart(),
                length.toSecondsPart(),
                length.toMillisPart());
    }

    /** The sign of the time is that of all its parts. */
    private Duration clock() {
        String[] parts = time.replace("-", "").split(":", -1);
        Duration length = Duration.ofHours(Long.parseLong(parts[0]))
                .plusMinutes(Long.parseLong(parts[1]))
                .plus(Duration.parse("PT" + parts[2] + "S"));
        return time.startsWith("-") ? length.negated() : length;
    }
}
