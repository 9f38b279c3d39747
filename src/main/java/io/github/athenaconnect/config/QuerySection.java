package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.LONG;
import static org.apache.kafka.common.config.ConfigDef.Width.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.query.RetrySettings;
import io.github.athenaconnect.result.ResultFormat;
import io.github.athenaconnect.schedule.Schedule;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One query: the keys written as {@code query.<name>.<key>}. */
final class QuerySection {
    private static final Key<String> SQL = Key.optional(
            "sql",
            SqlStatement.FORM,
            Label.high(
                    "SQL", LONG, "The statement to run; either this or `table` is required. A closing `;` is fine."));
    private static final Key<String> TABLE = Key.optional(
            "table",
            TableName.FORM,
            Label.high("Table", MEDIUM, "Short for a `sql` that selects all rows and columns of the table."));
    private static final Key<String> TOPIC =
            Key.required("topic", TopicName.FORM, Label.high("Topic", MEDIUM, "The topic that takes the rows."));
    private static final Key<List<String>> KEY_COLUMNS = Key.withDefault(
            "key.columns",
            ColumnNames.FORM,
            List.of(),
            Label.high(
                    "Key columns",
                    MEDIUM,
                    "Columns that form the record's key: one gives a key of its type, several a Struct, none no key."));
    private static final Key<Schedule> SCHEDULE = Key.withDefault(
            "schedule",
            ScheduleText.FORM,
            "once",
            Label.high(
                    "Schedule",
                    SHORT,
                    "When the query runs: `once`, or at an interval aligned to the clock (`6h` is due at 0, 6, 12"
                            + " and 18 o'clock, `1d` at midnight). A new query runs at once; of several missed runs"
                            + " only the latest is made up for."));
    private static final Key<ZoneId> SCHEDULE_TIMEZONE = Key.withDefault(
            "schedule.timezone",
            ZoneText.FORM,
            "UTC",
            Label.low("Schedule's time zone", SHORT, "The time zone whose clock `schedule` is aligned to."));
    private static final Key<String> MODE = Key.withDefault(
            "mode",
            Choice.of(Map.of("full", "full"), "incremental", "interval", "changes"),
            "full",
            Label.high("Mode", SHORT, "`full`: each run delivers the whole result."));
    private static final Key<ResultFormat> RESULT_FORMAT = Key.withDefault(
            "result.format",
            Choice.of(Map.of("auto", ResultFormat.CSV, "csv", ResultFormat.CSV), "unload", "api"),
            "auto",
            Label.medium(
                    "Result format",
                    SHORT,
                    "How results are read. `csv`: the object Athena writes to S3. `auto`: the same in this version;"
                            + " later versions fall back to other ways where it cannot be read."));
    private static final Key<DecimalMode> DECIMAL_MODE = Key.withDefault(
            "decimal.mode",
            Choice.among(DecimalMode.class),
            "decimal",
            Label.medium(
                    "Decimals as",
                    SHORT,
                    "What a `decimal` becomes: Connect's Decimal, its text, a double (which may lose digits), or the"
                            + " smallest integer type that holds it, a double if it has a fraction."));
    private static final Key<TimestampMode> TIMESTAMP_MODE = Key.withDefault(
            "timestamp.mode",
            Choice.among(TimestampMode.class),
            "millis",
            Label.medium(
                    "Timestamps as",
                    SHORT,
                    "What a `timestamp` becomes: Connect's Timestamp, where digits finer than a millisecond are an"
                            + " error (`millis`) or cut off (`millis_truncated`); an INT64 of micros or nanos since"
                            + " the epoch; or its text."));
    private static final Key<String> SCHEMA_NAME = Key.optional(
            "schema.name",
            Form.text("a name", name -> name),
            Label.medium("Schema name", MEDIUM, "Connect's name of the row's schema; `<database>.<query>` if unset."));
    private static final Key<Integer> RETRIES = Key.withDefault(
            "retries",
            Form.integer(0, 1000),
            3,
            Label.low(
                    "Retries", SHORT, "Further executions of a run that failed for a reason Athena calls retryable."));
    private static final Key<Duration> RETRY_BACKOFF = Key.withDefault(
            "retry.backoff.ms",
            Form.number(1, Duration.ofDays(1).toMillis()).map(Duration::ofMillis),
            1000L,
            Label.low("Pause before a retry (ms)", SHORT, "Pause before the first retry of a run."));
    private static final Key<Duration> TIMEOUT = Key.withDefault(
            "timeout",
            DurationText.FORM,
            "30m",
            Label.low("Time-out", SHORT, "Longest time a run may take until its execution has ended."));

    static final Section SECTION = new Section(
            "Query",
            List.of(
                    SQL,
                    TABLE,
                    TOPIC,
                    KEY_COLUMNS,
                    SCHEDULE,
                    SCHEDULE_TIMEZONE,
                    MODE,
                    RESULT_FORMAT,
                    DECIMAL_MODE,
                    TIMESTAMP_MODE,
                    SCHEMA_NAME,
                    RETRIES,
                    RETRY_BACKOFF,
                    TIMEOUT),
            Set.of(
                    "schedule.jitter",
                    "watermark.columns",
                    "watermark.initial",
                    "watermark.lookback",
                    "interval.start",
                    "interval.end",
                    "interval.delay",
                    "interval.lookback",
                    "interval.max.runs",
                    "catchup",
                    "shards",
                    "timestamp.column",
                    "headers",
                    "delete.column",
                    "nested.types",
                    "schema.change",
                    "schema.athena.types",
                    "field.names",
                    "errors.row",
                    "errors.dead.letter.topic",
                    "on.failure",
                    "on.query.change",
                    "on.result.missing",
                    "result.reuse.max.age",
                    "result.cleanup",
                    "scan.limit.bytes",
                    "scan.budget.bytes",
                    "scan.budget.period"));

    private QuerySection() {}

    static void check(Values own) {
        if (own.isSet(SQL) && own.isSet(TABLE)) {
            own.reject(TABLE, "must not be set beside " + SQL.name() + "; remove one of them");
        }
        if (!own.isSet(SQL) && !own.isSet(TABLE)) {
            own.reject(SQL, "is required unless " + TABLE.name() + " is set, but neither is");
        }
    }

    static QuerySettings read(String name, String database, Values own) {
        return new QuerySettings(
                name,
                own.find(SQL).orElseGet(() -> own.get(TABLE)),
                own.get(TOPIC),
                own.get(KEY_COLUMNS),
                own.get(SCHEDULE).in(own.get(SCHEDULE_TIMEZONE)),
                own.get(RESULT_FORMAT),
                new TypeSettings(
                        own.find(SCHEMA_NAME).orElse(database + "." + name),
                        own.get(DECIMAL_MODE),
                        own.get(TIMESTAMP_MODE)),
                new RetrySettings(own.get(RETRIES), own.get(RETRY_BACKOFF), own.get(TIMEOUT)));
    }
}
