package io.github.athenaconnect.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One query: the keys written as {@code query.<name>.<key>}, concern by concern. */
final class QuerySection {
    static final Section SECTION = new Section(
            "Query",
            Stream.of(
                            StatementKeys.KEYS,
                            RecordKeys.KEYS,
                            ScheduleKeys.KEYS,
                            ResultKeys.KEYS,
                            TypeKeys.KEYS,
                            FailureKeys.KEYS)
                    .<Key<?>>flatMap(List::stream)
                    .toList(),
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
                    "result.reuse.max.age",
                    "result.cleanup",
                    "scan.limit.bytes",
                    "scan.budget.bytes",
                    "scan.budget.period"));

    private QuerySection() {}

    /**
     * Applies the rules between keys.
     *
     * @param encryptedByClient whether Athena is asked to encrypt results before S3 gets them
     */
    static void check(Values own, boolean encryptedByClient) {
        StatementKeys.check(own);
        ResultKeys.check(own, StatementKeys.kind(own), encryptedByClient);
    }

    static QuerySettings read(String name, String database, Values own) {
        return new QuerySettings(
                name,
                StatementKeys.read(own),
                RecordKeys.read(own),
                ScheduleKeys.read(own),
                Optional.empty(),
                ResultKeys.read(own),
                TypeKeys.read(own, database + "." + name),
                FailureKeys.read(own),
                FailureKeys.readPolicies(own));
    }
}
