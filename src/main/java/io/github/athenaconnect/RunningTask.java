package io.github.athenaconnect;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.flow.Pump;
import io.github.athenaconnect.flow.RecordBuffer;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** A task between start and stop: queries are pumped into the buffer, and the worker polls from it. */
record RunningTask(Pump pump, RecordBuffer buffer, AwsClients clients) implements AutoCloseable {
    /** Nothing wakes a blocked poll when the worker wants to pause or stop, so none lasts longer. */
    private static final Duration LONGEST_POLL = Duration.ofSeconds(1);

    @Nullable List<SourceRecord> poll() throws InterruptedException {
        return buffer.take(LONGEST_POLL);
    }

    @Override
    public void close() {
        pump.close();
        clients.close();
    }
}
