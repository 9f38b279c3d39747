package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import java.util.List;
import java.util.Set;

/** How much a task holds at once. */
final class RuntimeSection {
    private static final Key<Integer> BATCH_MAX_ROWS = Key.withDefault(
            "batch.max.rows",
            Form.integer(1, 1_000_000),
            2000,
            Label.medium(
                    "Rows per batch",
                    SHORT,
                    "Most records handed to the worker at once; with exactly-once support and"
                            + " `transaction.boundary=poll` the size of a transaction."));
    private static final Key<Long> BUFFER_MAX_BYTES = Key.withDefault(
            "buffer.max.bytes",
            Form.number(1024, Long.MAX_VALUE),
            64L * 1024 * 1024,
            Label.medium(
                    "Read-ahead (bytes)", SHORT, "Bytes of rows a task reads ahead of the worker before it pauses."));

    static final Section SECTION = new Section(
            "Runtime",
            List.of(BATCH_MAX_ROWS, BUFFER_MAX_BYTES),
            Set.of("run.log.topic", "stop.action", "transaction.max.rows"));

    private RuntimeSection() {}

    static RuntimeSettings read(Values values) {
        return new RuntimeSettings(values.get(BATCH_MAX_ROWS), values.get(BUFFER_MAX_BYTES));
    }
}
