package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.LONG;
import static org.apache.kafka.common.config.ConfigDef.Width.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.query.Agenda;
import io.github.athenaconnect.query.SqlTemplate;
import io.github.athenaconnect.query.StatementKind;
import io.github.athenaconnect.watermark.WatermarkSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a query asks, and in which mode. */
final class StatementKeys {
    static final String INCREMENTAL = "incremental";
    static final String INTERVAL = "interval";

    private static final Key<SqlTemplate> SQL = Key.optional(
            "sql",
            SqlStatement.FORM,
            Label.high(
                    "SQL",
                    LONG,
                    "The statement to run; either this or `table` is required. A closing `;` is fine. Placeholders such"
                            + " as `${watermark}` and `${run.date}` stand for typed literals, so they are written"
                            + " without quotes."));
    private static final Key<String> TABLE = Key.optional(
            "table",
            TableName.FORM,
            Label.high(
                    "Table",
                    MEDIUM,
                    "Short for a `sql` that selects all rows and columns of the table; in `incremental` mode those"
                            + " after the watermark."));
    static final Key<String> MODE = Key.withDefault(
                    "mode",
                    Choice.of(Map.of("full", "full", INCREMENTAL, INCREMENTAL, INTERVAL, INTERVAL), "changes"),
                    "full",
                    Label.high(
                            "Mode",
                            SHORT,
                            "`full`: each run delivers the whole result. `incremental`: each run delivers the rows after"
                                    + " the highest `watermark.columns` that earlier runs delivered. `interval`: each run"
                                    + " delivers what its statement finds between `${interval.start}` and"
                                    + " `${interval.end}`, one interval of `schedule` after the other."))
            .showing(Stream.concat(WatermarkKeys.KEYS.stream(), IntervalKeys.KEYS.stream())
                    .toArray(Key<?>[]::new));

    static final List<Key<?>> KEYS = List.of(SQL, TABLE, MODE);

    private StatementKeys() {}

    static void check(Values own) {
        if (own.isSet(SQL) && own.isSet(TABLE)) {
            own.reject(TABLE, "must not be set beside " + SQL.name() + "; remove one of them");
        }
        if (!own.isSet(SQL) && !own.isSet(TABLE)) {
            own.reject(SQL, "is required unless " + TABLE.name() + " is set, but neither is");
        }
        if (own.isSet(TABLE) && isInMode(INTERVAL, own)) {
            own.reject(
                    TABLE,
                    "cannot say which column is between ${interval.start} and ${interval.end} in mode=interval; set "
                            + SQL.name() + " instead");
        }
        if (kind(own).equals(Optional.of(StatementKind.TEXT))
                && (isInMode(INCREMENTAL, own) || isInMode(INTERVAL, own))) {
            own.reject(
                    SQL,
                    "must be a SELECT or WITH statement with mode=" + own.get(MODE)
                            + ", found a SHOW or DESCRIBE, which cannot ask for a part of its rows; set mode=full");
        }
    }

    /** What kind of statement it is, as far as that can be told. */
    static Optional<StatementKind> kind(Values own) {
        return own.find(SQL).map(SqlTemplate::text).flatMap(StatementKind::of);
    }

    /** The statement with its placeholders, if it is right. */
    static Optional<String> find(Values own) {
        return own.find(SQL).map(SqlTemplate::text).or(() -> own.find(TABLE));
    }

    /** Whether the mode is this one; false where it is wrong. */
    static boolean isInMode(String mode, Values own) {
        return own.find(MODE).filter(mode::equals).isPresent();
    }

    /** Judges the placeholders of the statement, in a query whose keys are right, each by itself. */
    static void checkPlaceholders(Values own, Agenda agenda, Optional<WatermarkSettings> watermark) {
        own.find(SQL)
                .flatMap(sql -> new Placeholders(own.get(MODE), agenda, watermark).problemWith(sql))
                .ifPresent(problem -> own.reject(SQL, problem));
    }

    static SqlTemplate read(Values own, Optional<WatermarkSettings> watermark) {
        return own.find(SQL)
                .orElseGet(() -> SqlTemplate.parse(own.get(TABLE)
                        + watermark
                                .map(settings -> " WHERE " + TupleComparison.after(settings.columns()))
                                .orElse("")));
    }
}
