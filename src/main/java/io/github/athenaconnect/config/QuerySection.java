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
                            IntervalKeys.KEYS,
                            ResultKeys.KEYS,
                            TypeKeys.KEYS,
                            FailureKeys.KEYS)
                    .<Key<?>>flatMap(List::stream)
                    .toList(),
            Set.of(
                    "watermark.columns",
                    "watermark.initial",
                    "watermark.lookback",
                    "shards",
                    "timestamp.column",
                    "delete.column",
                    "nested.types",
                    "schema.change",
                    "schema.athena.types",
                    "field.names",
                    "errors.row",
                    "errors.dead.letter.topic",
                    "result.reuse.max.age",
                    "scan.limit.bytes",
                    "scan.budget.bytes",
                    "scan.budget.period"));

    private QuerySection() {}

    static void check(Values own) {
        StatementKeys.check(own);
        ScheduleKeys.check(own);
    }

    static QuerySettings read(String connector, String name, String database, Values own) {
        return new QuerySettings(
                name,
                StatementKeys.read(own),
                RecordKeys.read(own),
                ScheduleKeys.read(connector, name, own),
                Optional.empty(),
                ResultKeys.read(own),
                ResultKeys.readCleanup(own),
                TypeKeys.read(own, database + "." + name),
                FailureKeys.read(own),
                FailureKeys.readPolicies(own));
    }
}
