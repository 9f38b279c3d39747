package io.github.athenaconnect;

import io.github.athenaconnect.SweptTable.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A mode as the sweep sees it: its configuration, which rows of the table Athena answers, and which are to be delivered.
 *
 * @param configuration of every query, its statement included
 * @param asksAgain whether the rows of a run that failed and was left behind are those of the next run too
 * @param lookback how far below its watermark a run reads again
 */
record SweptMode(
        String name, Map<String, String> configuration, boolean asksAgain, Duration lookback, Selection selection) {
    /** By more than the time between two runs, so that a late row is below the watermark. */
    private static final Duration LATE = SweptTable.PERIOD.plusSeconds(10);

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
            Duration.ZERO,
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
            Duration.ZERO,
            SweptMode::later);

    /** The same with rows that come late. */
    static final SweptMode LOOKBACK = new SweptMode(
            "incremental, lookback",
            with(INCREMENTAL.configuration(), "query.default.watermark.lookback", "30s"),
            true,
            Duration.ofSeconds(30),
            SweptMode::later);

    /** Each run asks for the rows of its interval. */
    static final SweptMode INTERVAL = new SweptMode(
            "interval",
            Map.of(
                    "query.default.mode",
                    "interval",
                    "query.default.interval.start",
                    SweptTable.FIRST_DUE.minus(SweptTable.PERIOD).toString(),
                    "query.default.sql",
                    "SELECT id, at FROM t WHERE at >= ${interval.start} AND at < ${interval.end}"),
            false,
            Duration.ZERO,
            (table, sql, now) -> {
                List<Instant> interval = moments(sql);
                return row -> !row.at().isBefore(interval.get(0)) && row.at().isBefore(interval.get(1));
            });

    static final List<SweptMode> ALL = List.of(FULL, INCREMENTAL, LOOKBACK, INTERVAL);

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

    /** More than a timestamp in milliseconds can hold. */
    private static final String MORE_DIGITS = "456";

    /** Athena's columns. */
    static final List<String> COLUMNS = List.of("id varchar", "at timestamp", "place varchar", "gone boolean");

    SweptTable table(List<Integer> rowsOfRuns) {
        return new SweptTable(rowsOfRuns, lookback.isZero() ? Duration.ZERO : LATE);
    }

    /** The rows of Athena's answer to a statement that starts at {@code now}, as CSV, some with a value that is refused. */
    String rows(SweptTable table, String sql, Instant now, Predicate<String> bad) {
        Predicate<Row> selected = selection.of(table, sql, now);
        return table.rows()
                .filter(row -> !row.came().isAfter(now))
                .filter(selected)
                .map(row -> "\"" + id(row, table.latestRun(now)) + "\",\"" + athenas(row.at())
                        + (bad.test(row.id()) ? MORE_DIGITS : "") + "\",\"" + row.place()
                        + "\",\"" + row.gone() + "\"\n")
                .collect(Collectors.joining());
    }

    private static final Pattern ID_AND_DATE = Pattern.compile("\"([^\"]*)\",\"([^\"]*)\"");

    /** One of these rows as a file of an UNLOAD has it. */
    static UnloadedRows.Row row(String line) {
        Matcher values = ID_AND_DATE.matcher(line);
        if (!values.lookingAt()) {
            throw new AssertionError("No row: " + line);
        }
        return new UnloadedRows.Row(
                values.group(1), Instant.parse(values.group(2).replace(' ', 'T') + "Z"));
    }

    /** The rows that are to be delivered, run after run. */
    Stream<String> truth(SweptTable table, List<Integer> skippedRuns) {
        if (lookback.isZero()) {
            return table.rows()
                    .filter(row -> asksAgain || !skippedRuns.contains(row.run()))
                    .map(Row::id);
        }
        return IntStream.range(0, table.rowsOfRuns().size()).boxed().flatMap(run -> {
            Instant watermark = table.rows()
                    .filter(row -> row.run() < run)
                    .map(Row::at)
                    .max(Comparator.naturalOrder())
                    .orElse(Instant.EPOCH);
            return table.rows()
                    .filter(row -> row.run() <= run && row.at().isAfter(watermark.minus(lookback)))
                    .map(row -> id(row, run));
        });
    }

    /** What several runs read is to be told apart. */
    private String id(Row row, int run) {
        return lookback.isZero() ? row.id() : row.id() + ", read by run " + run;
    }

    private static Predicate<Row> later(SweptTable table, String sql, Instant now) {
        Instant after = moments(sql).get(0);
        return row -> row.at().isAfter(after);
    }

    private static Map<String, String> with(Map<String, String> configuration, String key, String value) {
        Map<String, String> more = new HashMap<>(configuration);
        more.put(key, value);
        return Map.copyOf(more);
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
