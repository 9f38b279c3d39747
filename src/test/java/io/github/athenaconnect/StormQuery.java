package io.github.athenaconnect;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * A query in a storm, and what Athena answers it. Its statements tell their run, and all read one table that grows by a row
 * every forty seconds, but in every fourth period, and is computed and never stored.
 */
enum StormQuery {
    /** Runs once, and nothing it asks for depends on when. */
    ONCE("SELECT id, at FROM once", "schedule=once"),
    /** Asks for the rows of the period before it is due: all that a table has that is replaced every period. */
    FULL("SELECT id, at FROM full WHERE at > ${run.time} - INTERVAL '2' MINUTE AND at <= ${run.time}", "schedule=2m"),
    INCREMENTAL("SELECT id, at FROM incremental WHERE at > ${watermark} AND at <= ${run.time}", """
            schedule=2m
            mode=incremental
            watermark.columns=at
            watermark.initial=2026-03-01 09:58:00"""),
    INTERVAL("SELECT id, at FROM interval WHERE at > ${interval.start} AND at <= ${interval.end}", """
            schedule=2m
            mode=interval
            interval.start=2026-03-01T09:58:00Z"""),
    /** The same, read by all tasks at once. */
    SHARDED("SELECT id FROM sharded WHERE at > ${interval.start} AND at <= ${interval.end}", """
            schedule=2m
            mode=interval
            interval.start=2026-03-01T09:58:00Z
            result.format=unload
            shards=3""");

    static final Duration PERIOD = Duration.ofMinutes(2);

    /** When the first run of all but {@link #ONCE} is due. */
    static final Instant FIRST_DUE = Instant.parse("2026-03-01T10:00:00Z");

    /** Athena's columns. */
    static final List<String> COLUMNS = List.of("id varchar", "at timestamp");

    private static final Instant FIRST_ROW = FIRST_DUE.minus(PERIOD).plusSeconds(7);
    private static final Duration BETWEEN_ROWS = Duration.ofSeconds(40);
    private static final int EMPTY_PERIOD = 4;
    private static final Pattern TABLE = Pattern.compile("FROM (\\w+)");
    private static final Pattern MOMENT = Pattern.compile("TIMESTAMP '(\\S+) (\\S+)'");

    private final String sql;
    private final String keys;

    StormQuery(String sql, String keys) {
        this.sql = sql;
        this.keys = keys;
    }

    /**
     * What a statement asks for.
     *
     * @param after its rows are later than this
     * @param until and not later than this, which is when its run is due
     */
    record Asked(StormQuery query, Instant after, Instant until) {
        /** Reads a statement as Athena does. */
        static Asked by(String statement) {
            Matcher table = TABLE.matcher(statement);
            if (!table.find()) {
                throw new AssertionError("Of no table: " + statement);
            }
            StormQuery query = StormQuery.valueOf(table.group(1).toUpperCase(Locale.ROOT));
            List<Instant> moments = MOMENT.matcher(statement)
                    .results()
                    .map(moment -> Instant.parse(moment.group(1) + "T" + moment.group(2) + "Z"))
                    .toList();
            return switch (query) {
                case ONCE -> new Asked(query, FIRST_DUE.minus(PERIOD), FIRST_DUE);
                case FULL -> new Asked(query, moments.get(1).minus(PERIOD), moments.get(1));
                case INCREMENTAL, INTERVAL, SHARDED -> new Asked(query, moments.get(0), moments.get(1));
            };
        }

        /** The ids of its rows, in order. */
        List<String> rows() {
            return numbers().mapToObj(number -> "row " + number).toList();
        }

        /** Its rows as CSV. */
        String csv() {
            StringBuilder csv = new StringBuilder();
            numbers()
                    .forEach(number -> csv.append("\"row ")
                            .append(number)
                            .append("\",\"")
                            .append(SweptMode.athenas(at(number)))
                            .append("\"\n"));
            return csv.toString();
        }

        private LongStream numbers() {
            return LongStream.rangeClosed(numberAt(after) + 1, numberAt(until)).filter(StormQuery::isThere);
        }
    }

    private static long numberAt(Instant instant) {
        return Math.floorDiv(Duration.between(FIRST_ROW, instant).toSeconds(), BETWEEN_ROWS.toSeconds());
    }

    private static Instant at(long number) {
        return FIRST_ROW.plus(BETWEEN_ROWS.multipliedBy(number));
    }

    private static boolean isThere(long number) {
        return Math.floorMod(number / (PERIOD.toSeconds() / BETWEEN_ROWS.toSeconds()), EMPTY_PERIOD)
                != EMPTY_PERIOD - 1;
    }

    /** The name of the query, which is its topic too. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Writes it into the configuration of a connector. */
    void configure(Map<String, String> connector) {
        String prefix = "query." + label() + ".";
        connector.put(prefix + "sql", sql);
        connector.put(prefix + "topic", label());
        keys.lines().map(line -> line.split("=", 2)).forEach(key -> connector.put(prefix + key[0], key[1]));
    }

    /** Whether it is an error of its configuration to have no run log. */
    boolean needsRunLog() {
        return this == SHARDED;
    }

    /** Whether every run must come, however late; otherwise the latest makes up for those before. */
    boolean ownsIntervals() {
        return this == INTERVAL || this == SHARDED;
    }
}
