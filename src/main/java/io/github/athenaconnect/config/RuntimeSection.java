package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.query.StopAction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much a task holds at once, what it tells of its runs, and how it stops. */
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
                    "Read-ahead (bytes)",
                    SHORT,
                    "Bytes of rows a task reads ahead of the worker before it pauses. Also bounds what is in memory of"
                            + " results before it is rows: a quarter of it may be fetched ahead, and a row may have a"
                            + " little more than half."));

    private static final Key<Integer> TRANSACTION_MAX_ROWS = Key.withDefault(
            "transaction.max.rows",
            Form.integer(1, 1_000_000),
            50_000,
            Label.medium(
                    "Rows per transaction",
                    SHORT,
                    "Most rows in a transaction with `transaction.boundary=connector`. A run of at most so many rows, and"
                            + " of less than `buffer.max.bytes`, is one transaction; a longer one is several. The worker"
                            + " holds the records of a transaction in memory."));
    private static final Key<String> RUN_LOG_TOPIC = Key.optional(
            "run.log.topic",
            TopicName.FORM,
            Label.medium(
                    "Run log topic",
                    MEDIUM,
                    "The topic that takes one record for each run that has ended. Its record also carries the end of the"
                            + " run into the stored offset, so that an empty run is remembered."));

    private static final Key<StopAction> STOP_ACTION = Key.withDefault(
            "stop.action",
            Choice.among(StopAction.class),
            "leave",
            Label.medium(
                    "Executions at a stop",
                    SHORT,
                    "What becomes of executions that are under way when a task stops: `leave` lets them run on, and the"
                            + " next start finds them again; `cancel` cancels them within a second, and the next start"
                            + " begins another attempt, which is paid again. Tasks also stop for a rebalance, a restart"
                            + " and a change of the configuration, so `cancel` is for connectors that are stopped to save"
                            + " money. Pausing stops nothing. Executions of sharded queries are left, as other tasks read"
                            + " them."));

    static final Section SECTION = new Section(
            "Runtime", List.of(BATCH_MAX_ROWS, BUFFER_MAX_BYTES, TRANSACTION_MAX_ROWS, RUN_LOG_TOPIC, STOP_ACTION));

    /** Of a connector for its own producer; the worker judges it. */
    private static final String PRODUCER_REQUEST = "producer.override.max.request.size";

    /** The default of max.request.size (org.apache.kafka.clients.producer.ProducerConfig), which Connect leaves as it is. */
    private static final long PRODUCER_REQUEST_BYTES = 1_048_576;

    private RuntimeSection() {}

    /** Refuses a run log among the rows of a query: readers of one would not understand the other. */
    static void check(Values values, Map<String, String> topicsByQuery) {
        Optional<String> runLog = values.find(RUN_LOG_TOPIC);
        topicsByQuery.forEach((query, topic) -> {
            if (runLog.filter(topic::equals).isPresent()) {
                values.reject(
                        RUN_LOG_TOPIC,
                        "must be a topic of its own, found \"" + topic + "\", which is also that of query '" + query
                                + "'");
            }
        });
    }

    static boolean hasRunLog(Values values) {
        return values.isSet(RUN_LOG_TOPIC);
    }

    /** The topic of the run log, if it is set and right. */
    static Optional<String> findRunLog(Values values) {
        return values.find(RUN_LOG_TOPIC);
    }

    static RuntimeSettings read(Values values) {
        return new RuntimeSettings(
                values.get(BATCH_MAX_ROWS),
                values.get(BUFFER_MAX_BYTES),
                values.get(TRANSACTION_MAX_ROWS),
                values.find(RUN_LOG_TOPIC),
                values.get(STOP_ACTION),
                values.written(PRODUCER_REQUEST)
                        .flatMap(RuntimeSection::positive)
                        .orElse(PRODUCER_REQUEST_BYTES));
    }

    private static Optional<Long> positive(String text) {
        try {
            return Optional.of(Long.parseLong(text.trim())).filter(number -> number > 0);
        } catch (NumberFormatException ofTheWorker) {
            return Optional.empty();
        }
    }
}
