package io.github.athenaconnect.config;

import io.github.athenaconnect.aws.AwsSettings;
import io.github.athenaconnect.query.AthenaSettings;
import java.util.List;
import java.util.Map;

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
        RuntimeSettings runtime) {
    public ConnectorSettings {
        queries = List.copyOf(queries);
    }

    /**
     * Reads a connector's configuration as a user wrote it.
     *
     * @throws org.apache.kafka.common.config.ConfigException if anything is wrong with it, naming every key at fault
     */
    public static ConnectorSettings parse(Map<String, String> properties) {
        if (!properties.containsKey("name")) {
            throw new IllegalArgumentException("A connector's configuration holds its name");
        }
        throw new UnsupportedOperationException("Reading comes with the next commit");
    }

    /**
     * Reads a task's configuration as the connector made it: the same, with the task's own queries only.
     *
     * @throws org.apache.kafka.common.config.ConfigException if anything is wrong with it, naming every key at fault
     */
    public static ConnectorSettings parseTask(Map<String, String> properties) {
        return parse(properties);
    }
}
