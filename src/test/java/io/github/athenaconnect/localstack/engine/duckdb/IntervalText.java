package io.github.athenaconnect.localstack.engine.duckdb;

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
        String[] parts = time.split("[:.]", -1);
        long hours = days * 24 + Long.parseLong(parts[0]);
        String millis = parts.length > 3 ? (parts[3] + "000").substring(0, 3) : "000";
        return String.format(Locale.ROOT, "%d %02d:%s:%s.%s", hours / 24, hours % 24, parts[1], parts[2], millis);
    }
}
