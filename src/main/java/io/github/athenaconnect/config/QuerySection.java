package io.github.athenaconnect.config;

import io.github.athenaconnect.watermark.WatermarkSettings;
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
                            WatermarkKeys.KEYS,
                            RecordKeys.KEYS,
                            ScheduleKeys.KEYS,
                            ResultKeys.KEYS,
                            TypeKeys.KEYS,
                            FailureKeys.KEYS)
                    .<Key<?>>flatMap(List::stream)
                    .toList(),
            Set.of(
                    "schedule.jitter",
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

    static void check(Values own) {
        StatementKeys.check(own);
        WatermarkKeys.check(own);
        if (SECTION.keys().stream().allMatch(own::isRight)) {
            StatementKeys.checkPlaceholders(own, ScheduleKeys.read(own), WatermarkKeys.read(own));
        }
    }

    static QuerySettings read(String name, String database, Values own) {
        Optional<WatermarkSettings> watermark = WatermarkKeys.read(own);
        return new QuerySettings(
                name,
                StatementKeys.read(own, watermark),
                RecordKeys.read(own),
                ScheduleKeys.read(own),
                watermark,
                ResultKeys.read(own),
                TypeKeys.read(own, database + "." + name),
                FailureKeys.read(own),
                FailureKeys.readPolicies(own));
    }
}
