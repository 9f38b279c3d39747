package io.github.athenaconnect;

import io.github.athenaconnect.SweptTable.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A mode as the sweep sees it: its configuration, and which rows of the table Athena answers. What is to be delivered is
 * the same in each mode: the rows of run after run.
 *
 * @param configuration of every query, its statement included
 * @param asksAgain whether the rows of a run that failed and was left behind are those of the next run too
 */
record SweptMode(String name, Map<String, String> configuration, boolean asksAgain, Selection selection) {
    /** Which rows a statement selects, in the end by looking at its text, as Athena does. */
    @FunctionalInterface
    interface Selection {
        Predicate<Row> of(SweptTable table, String sql, Instant now);
    }

    /** The table is emptied before each run: the whole of it is what is new. */
    static final SweptMode FULL = new SweptMode(
            "full",
            Map.of("query.default.sql", "SELECT id, at FROM t"),
            false,
            (table, sql, now) -> row -> row.run() == table.latestRun(now));

    /** Each run asks for what is later than the latest row of the runs before. */
    static final SweptMode INCREMENTAL = new SweptMode(
            "incremental",
            Map.of(
                    "query.default.mode", "incremental",
                    "query.default.watermark.columns", "at",
                    "query.default.watermark.initial", "2026-01-01 00:00:00",
                    "query.default.sql", "SELECT id, at FROM t WHERE at > ${watermark}"),
            true,
            (table, sql, now) -> {
                Instant after = moments(sql).get(0);
                return row -> row.at().isAfter(after);
            });

    /** Each run asks for the rows of its interval. */
    static final SweptMode INTERVAL = new SweptMode(
            "interval",
            Map.of(
                    "query.default.mode",
                    "interval",
                    "query.default.sql",
                    "SELECT id, at FROM t WHERE at >= ${interval.start} AND at < ${interval.end}"),
            false,
            (table, sql, now) -> {
                List<Instant> interval = moments(sql);
                return row -> !row.at().isBefore(interval.get(0)) && row.at().isBefore(interval.get(1));
            });

    static final List<SweptMode> ALL = List.of(FULL, INCREMENTAL, INTERVAL);

    private static final Pattern MOMENT = Pattern.compile("TIMESTAMP '(\\S+) (\\d\\d:\\d\\d:\\d\\d)[^']*'");

    /** The values of the placeholders, as Athena would read them. */
    private static List<Instant> moments(String sql) {
        List<Instant> moments = MOMENT.matcher(sql)
                .results()
                .map(moment -> Instant.parse(moment.group(1) + "T" + moment.group(2) + "Z"))
                .toList();
        if (moments.isEmpty()) {
            throw new AssertionError("No moment in " + sql);
        }
        return moments;
    }

    /** Athena's columns. */
    static final List<String> COLUMNS = List.of("id varchar", "at timestamp");

    /** The rows of Athena's answer to a statement that starts at {@code now}, as CSV. */
    String rows(SweptTable table, String sql, Instant now) {
        Predicate<Row> selected = selection.of(table, sql, now);
        return table.rows()
                .filter(row -> !row.at().isAfter(now))
                .filter(selected)
                .map(row -> "\"" + row.id() + "\",\"" + athenas(row.at()) + "\"\n")
                .collect(Collectors.joining());
    }

    /** An instant as Athena writes a timestamp. */
    static String athenas(Instant at) {
        return at.toString().replace('T', ' ').replace("Z", ".000");
    }

    @Override
    public String toString() {
        return name;
    }
}
