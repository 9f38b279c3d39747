package io.github.athenaconnect.bench;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;

/** A source that has no work to do: it emits rows again and again that it had read before it began. */
public final class ReadyRowsConnector extends SourceConnector {
    /** How many rows are emitted; everything else is the configuration of the connector that reads them first. */
    static final String ROWS = "ready.rows";

    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return "1.0";
    }

    @Override
    public void start(Map<String, String> configured) {
        properties = Map.copyOf(configured);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return ReadyRowsTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(properties);
    }

    @Override
    public void stop() {
        // Nothing is held.
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }
}
