package io.github.athenaconnect;

import io.github.athenaconnect.config.ConnectorConfiguration;
import io.github.athenaconnect.config.ConnectorSettings;
import io.github.athenaconnect.config.QuerySettings;
import io.github.athenaconnect.config.QueryUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs Athena queries on their schedules and delivers their rows: spreads queries and shards over tasks, which do the work. */
public final class AthenaSourceConnector extends SourceConnector {
    private static final Logger log = LoggerFactory.getLogger(AthenaSourceConnector.class);

    /** Of Connect itself, since KIP-618: the topic that takes the offsets of this connector only. */
    private static final String OFFSETS_TOPIC = "offsets.storage.topic";

    private static final String PRODUCER_SERVERS = "producer.override.bootstrap.servers";

    private final Wiring wiring;
    private Map<String, String> properties = Map.of();
    private List<String> units = List.of();

    /** For Connect. */
    public AthenaSourceConnector() {
        this(Wiring.toAws());
    }

    AthenaSourceConnector(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public ConfigDef config() {
        return ConnectorConfiguration.definition();
    }

    /** First everything that needs no network; only what is right so far is tried out on the account. */
    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        return wiring.validate(connectorConfigs);
    }

    @Override
    public void start(Map<String, String> connectorConfigs) {
        ConnectorSettings settings = ConnectorSettings.parse(connectorConfigs);
        properties = Map.copyOf(connectorConfigs);
        units = settings.units().stream().map(QueryUnit::name).toList();
        if (mayKeepOffsetsOfLostRecords(connectorConfigs)) {
            log.warn(
                    "Connector '{}': {} is set without {}. If the servers are another address of the worker's own cluster and"
                            + " the worker has exactly-once support, rows are lost with each transaction that is aborted. Set"
                            + " {} to a topic of its own.",
                    settings.connectorName(),
                    PRODUCER_SERVERS,
                    OFFSETS_TOPIC,
                    OFFSETS_TOPIC);
        }
    }

    /**
     * The worker compares addresses as texts. Where the producer's is not its own it writes offsets into two topics, that of the
     * other cluster with the records and its own once the first are acknowledged, committed or not (Worker#sameOffsetTopicAsWorker,
     * ConnectorOffsetBackingStore#set of Connect 3.3 to 4.3). If both are one topic of one cluster, an aborted transaction leaves
     * its offsets behind.
     */
    private static boolean mayKeepOffsetsOfLostRecords(Map<String, String> config) {
        return config.containsKey(PRODUCER_SERVERS) && !config.containsKey(OFFSETS_TOPIC);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return AthenaSourceTask.class;
    }

    /** Deals queries and shards out one by one, so that no task has two more than another. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        int tasks = Math.min(maxTasks, units.size());
        return IntStream.range(0, tasks)
                .mapToObj(task -> taskConfig(task, tasks))
                .toList();
    }

    private Map<String, String> taskConfig(int task, int tasks) {
        Map<String, String> config = new HashMap<>(properties);
        config.put(ConnectorConfiguration.TASK_NUMBER, Integer.toString(task));
        config.put(
                ConnectorConfiguration.TASK_QUERIES,
                IntStream.iterate(task, index -> index < units.size(), index -> index + tasks)
                        .mapToObj(units::get)
                        .collect(Collectors.joining(",")));
        return config;
    }

    /** Every offset is the exact place after its record, unless the worker may store it without the record. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorConfig) {
        return mayKeepOffsetsOfLostRecords(connectorConfig)
                ? ExactlyOnceSupport.UNSUPPORTED
                : ExactlyOnceSupport.SUPPORTED;
    }

    /** A batch of rows is a transaction, and a run that fits into one batch is one transaction. */
    @Override
    public ConnectorTransactionBoundaries canDefineTransactionBoundaries(Map<String, String> connectorConfig) {
        return ConnectorTransactionBoundaries.SUPPORTED;
    }

    /**
     * Judges offsets that somebody writes through the REST interface; an absent one resets its partition, whatever it is.
     * May come before {@link #start}, and changes nothing here.
     *
     * @throws ConnectException if a task could not go on from one of them
     */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<Map<String, ?>, Map<String, ?>> altered) {
        if (altered.values().stream().anyMatch(Objects::nonNull)) {
            AlteredOffsets offsets = new AlteredOffsets(queriesOf(connectorConfig));
            altered.forEach((partition, offset) -> {
                if (offset != null) {
                    offsets.judge(partition, offset);
                }
            });
        }
        return true;
    }

    private static List<QuerySettings> queriesOf(Map<String, String> connectorConfig) {
        try {
            return ConnectorSettings.parse(connectorConfig).queries();
        } catch (ConfigException e) {
            throw new ConnectException(
                    "Offsets can be judged by a right configuration only; correct it first. " + e.getMessage(), e);
        }
    }

    @Override
    public void stop() {
        properties = Map.of();
        units = List.of();
    }
}
