package io.github.athenaconnect;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/** Stands in for the task until the runtime arrives; delivers nothing. */
public final class AthenaSourceTask extends SourceTask {
    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public void start(Map<String, String> properties) {}

    @Override
    public @Nullable List<SourceRecord> poll() {
        return null;
    }

    @Override
    public void stop() {}
}
