package io.github.athenaconnect.config;

import io.github.athenaconnect.aws.AwsSettings;
import io.github.athenaconnect.query.AthenaSettings;
import io.github.athenaconnect.query.Shard;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/**
 * Everything one connector was configured with.
 *
 * @param connectorName the worker's name of the connector
 * @param queries at least one
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

    /** What can be done by itself, in the order in which it is dealt out to tasks: shards of a query one after the other. */
    public List<QueryUnit> units() {
        return queries.stream()
                .flatMap(query -> Shard.allOf(query.shards()).stream().map(shard -> new QueryUnit(query, shard)))
                .toList();
    }
}
