package io.github.athenaconnect.config;

import io.github.athenaconnect.query.Agenda;
import io.github.athenaconnect.query.SqlTemplate;
import io.github.athenaconnect.watermark.Watermark;
import io.github.athenaconnect.watermark.WatermarkSettings;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the placeholders of a query's statement may be, and must be. */
record Placeholders(String mode, Agenda agenda, Optional<WatermarkSettings> watermark) {
    /** What is wrong with those of a statement, in words that go on after the key's name; empty if nothing is. */
    Optional<String> problemWith(SqlTemplate sql) {
        return sql.placeholders().stream()
                .filter(name -> !known().contains(name))
                .findFirst()
                .map(this::unknown)
                .or(() -> missing(sql))
                .or(() -> missingBound("interval.start", sql))
                .or(() -> missingBound("interval.end", sql));
    }

    private Set<String> known() {
        Set<String> known = new TreeSet<>(agenda.placeholders());
        watermark.ifPresent(
                settings -> known.addAll(settings.initial().literals().keySet()));
        return known;
    }

    private String unknown(String name) {
        String found = "holds ${" + name + "}, ";
        if (name.startsWith("run.") && agenda.placeholders().isEmpty()) {
            return found + "which stands for the instant that a run is scheduled for, and schedule=once has none; set"
                    + " another schedule, or write the date itself";
        }
        String listed = known().stream().map(known -> "${" + known + "}").collect(Collectors.joining(", "));
        return found + "which is not known; "
                + (listed.isEmpty() ? "mode=" + mode + " has no placeholders here" : "mode=" + mode + " has " + listed);
    }

    /** Without a lower bound of the leading column every run would deliver everything. */
    private Optional<String> missing(SqlTemplate sql) {
        Set<String> used = sql.placeholders();
        return watermark
                .map(settings -> settings.columns())
                .filter(columns -> !used.contains(Watermark.placeholder(columns.get(0)))
                        && !(columns.size() == 1 && used.contains(Watermark.placeholder())))
                .map(columns -> "must ask for the rows after the watermark, such as WHERE "
                        + TupleComparison.after(columns) + "; without ${" + Watermark.placeholder(columns.get(0))
                        + "} each run of mode=incremental would deliver everything");
    }

    /** Without both bounds runs would deliver the data of others too. */
    private Optional<String> missingBound(String name, SqlTemplate sql) {
        boolean used = sql.placeholders().contains(name) || sql.placeholders().contains(name + ".date");
        return used || !agenda.hasIntervals()
                ? Optional.empty()
                : Optional.of("must hold ${" + name + "} or ${" + name + ".date}, such as WHERE at >= ${interval.start}"
                        + " AND at < ${interval.end}; without it a run of mode=interval would deliver the data of other"
                        + " intervals too");
    }
}
