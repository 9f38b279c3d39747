package io.github.athenaconnect;

import io.github.athenaconnect.aws.AwsClients;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Plays the worker for one task: starts it, polls it, commits offsets as JSON, crashes it and starts it again. Knows of the
 * connector only what Connect knows, but for the AWS clients it may hand in.
 */
final class InProcessWorker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Map<String, String> properties;
    private final Wiring wiring;
    private final JsonConverter json = new JsonConverter();
    private final Map<Map<String, ?>, byte[]> stored = new ConcurrentHashMap<>();
    private final List<SourceRecord> polled = new ArrayList<>();
    private Predicate<SourceRecord> filter = record -> true;
    private Optional<Transactions> transactions = Optional.empty();
    private Optional<PluginMetrics> metrics = Optional.empty();
    private AthenaSourceTask task;

    InProcessWorker(Map<String, String> properties, AthenaClient athena, S3Client s3, InstantSource clock) {
        this(
                properties,
                new Wiring(settings -> new AwsClients(athena, s3, AnonymousCredentialsProvider.create()), clock));
    }

    /** For tasks that open AWS clients of their own. */
    InProcessWorker(Map<String, String> properties, Wiring wiring) {
        this.properties = properties;
        this.wiring = wiring;
        json.configure(Map.of("schemas.enable", "false"), false);
    }

    /** Starts the task with what was committed. */
    InProcessWorker start() {
        AthenaSourceConnector connector = new AthenaSourceConnector();
        connector.start(properties);
        task = new AthenaSourceTask(wiring);
        task.initialize(new Context());
        task.start(connector.taskConfigs(1).get(0));
        return this;
    }

    /** Lets only these records through to the topic, as a transformation would: the others take their offsets along. */
    InProcessWorker filtering(Predicate<SourceRecord> lets) {
        filter = lets;
        return this;
    }

    /** Lets the task end transactions, as {@code transaction.boundary=connector} does. */
    InProcessWorker definingTransactions() {
        transactions = Optional.of(new Transactions());
        return this;
    }

    /** Hands the task metrics of the worker's, as workers do since Kafka 4.1. */
    InProcessWorker showing(PluginMetrics own) {
        metrics = Optional.of(own);
        return this;
    }

    /** Tells the task that a record it gave did not get into its topic. */
    InProcessWorker drop(SourceRecord record) {
        task.commitRecord(record, null);
        return this;
    }

    /** Polls once and returns what came, possibly nothing; of an aborted transaction only the offsets are kept. */
    List<SourceRecord> poll() {
        try {
            List<SourceRecord> batch = task.poll();
            List<SourceRecord> passed =
                    batch == null ? List.of() : batch.stream().filter(filter).toList();
            polled.addAll(passed);
            return transactions.filter(Transactions::takeAborted).isPresent() ? List.of() : passed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Polls until {@code rows} records have come since the last call of this or {@link #start}. */
    List<SourceRecord> pollRows(int rows) {
        List<SourceRecord> came = new ArrayList<>();
        Instant end = Instant.now().plus(PATIENCE);
        while (came.size() < rows && Instant.now().isBefore(end)) {
            came.addAll(poll());
        }
        if (came.size() < rows) {
            throw new AssertionError("Expected " + rows + " records, got " + came.size());
        }
        return came;
    }

    /** Stores the offset of the first {@code rows} records that were polled since the last commit. */
    InProcessWorker commit(int rows) {
        polled.subList(0, rows).forEach(this::store);
        polled.subList(0, rows).clear();
        return commitNothing();
    }

    /** Stores the offsets of all that was polled, without the task being told, as when the worker dies right after. */
    InProcessWorker storeInSilence() {
        polled.forEach(this::store);
        polled.clear();
        return this;
    }

    private void store(SourceRecord record) {
        stored.put(record.sourcePartition(), json.fromConnectData("offsets", null, record.sourceOffset()));
    }

    /** Tells the task of a commit that stored nothing more, as workers do all the time. */
    InProcessWorker commitNothing() {
        task.commit();
        return this;
    }

    InProcessWorker commit() {
        return commit(polled.size());
    }

    /** Ends the task; what was not committed is forgotten, as after a crash. */
    InProcessWorker crash() {
        task.stop();
        polled.clear();
        return this;
    }

    /** Writes an offset as an operator may, through the REST interface. */
    InProcessWorker alter(String query, Map<String, ?> offset) {
        stored.put(Map.of("query", query), json.fromConnectData("offsets", null, offset));
        return this;
    }

    /** The committed offset of a query, as the REST interface shows it. */
    Map<String, Object> offset(String query) {
        return new Context().offset(Map.of("query", query));
    }

    @Override
    public void close() {
        if (task != null) {
            task.stop();
        }
    }

    /** Remembers whether the last batch is to be aborted. */
    private static final class Transactions implements TransactionContext {
        private boolean aborted;

        private boolean takeAborted() {
            boolean last = aborted;
            aborted = false;
            return last;
        }

        @Override
        public void commitTransaction() {}

        @Override
        public void commitTransaction(SourceRecord record) {}

        @Override
        public void abortTransaction() {
            aborted = true;
        }

        @Override
        public void abortTransaction(SourceRecord record) {
            throw new UnsupportedOperationException("the connector ends transactions by batches");
        }
    }

    private final class Context implements SourceTaskContext, OffsetStorageReader {
        @Override
        public Map<String, String> configs() {
            return properties;
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return this;
        }

        @Override
        public TransactionContext transactionContext() {
            return transactions.orElse(null);
        }

        @Override
        public PluginMetrics pluginMetrics() {
            return metrics.orElse(null);
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            byte[] bytes = stored.get(partition);
            return bytes == null
                    ? null
                    : (Map<String, Object>) json.toConnectData("offsets", bytes).value();
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            return partitions.stream()
                    .filter(stored::containsKey)
                    .collect(Collectors.toMap(partition -> partition, this::offset));
        }
    }
}
