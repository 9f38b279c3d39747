package io.github.athenaconnect;

import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/**
 * What a worker gives its task, of an age without plugin metrics.
 *
 * @param transactionContext null unless the task ends transactions itself
 */
record TaskContext(
        Map<String, String> configs,
        OffsetStorageReader offsetStorageReader,
        @Nullable TransactionContext transactionContext)
        implements SourceTaskContext {
    @Override
    public @Nullable PluginMetrics pluginMetrics() {
        return null;
    }
}
