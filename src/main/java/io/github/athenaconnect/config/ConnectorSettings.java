package io.github.athenaconnect.config;

import io.github.athenaconnect.aws.AwsSettings;
import io.github.athenaconnect.query.AthenaSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;

/**
 * Everything one connector was configured with.
 *
 * @param connectorName the worker's name of the connector
 * @param queries at least one; of a task only its own
 */
public record ConnectorSettings(
        String connectorName,
        AwsSettings aws,
        AthenaSettings athena,
        List<QuerySettings> queries,
        RuntimeSettings runtime,
        ValidationSettings validation) {
    public ConnectorSettings {
        queries = List.copyOf(queries);
    }

    /**
     * Reads a connector's configuration as a user wrote it.
     *
     * @throws ConfigException if anything is wrong with it, naming every key at fault
     */
    public static ConnectorSettings parse(Map<String, String> properties) {
        return ConnectorConfiguration.read(properties);
    }

    /**
     * Reads a task's configuration as the connector made it: the same, with the task's own queries only.
     *
     * @throws ConfigException if anything is wrong with it, naming every key at fault
     */
    public static ConnectorSettings parseTask(Map<String, String> properties) {
        Map<String, String> connector = new HashMap<>(properties);
        String own = connector.remove(ConnectorConfiguration.TASK_QUERIES);
        if (own == null) {
            throw new ConfigException(ConnectorConfiguration.TASK_QUERIES
                    + " is missing from the task's configuration, where the connector writes it");
        }
        return parse(connector).withQueries(Set.of(own.split(",", -1)));
    }

    private ConnectorSettings withQueries(Set<String> names) {
        List<QuerySettings> own =
                queries.stream().filter(query -> names.contains(query.name())).toList();
        return new ConnectorSettings(connectorName, aws, athena, own, runtime, validation);
    }
}
