package io.github.athenaconnect.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects the lines that a run ends with. */
final class Report {
    private final List<String> lines = new ArrayList<>();

    /** The ratio of a contest, and what both ways reached. */
    void ratio(String name, Contest contest, String unit) {
        Spread ratio = contest.ratio();
        line(
                name,
                number(ratio.median()),
                String.format(
                        Locale.ROOT,
                        "median; in rounds %s to %s; %s / %s %s",
                        number(ratio.least()),
                        number(ratio.greatest()),
                        number(contest.one().median()),
                        number(contest.other().median()),
                        unit));
    }

    /** A value that is no ratio, with its unit. */
    void value(String name, double value, String unit) {
        line(name, number(value), unit);
    }

    private void line(String name, String value, String remark) {
        String line = String.format(Locale.ROOT, "%-52s %10s   (%s)", name, value, remark);
        System.out.println(line);
        lines.add(line);
    }

    /** Three digits, or all of them before the point. */
    private static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
