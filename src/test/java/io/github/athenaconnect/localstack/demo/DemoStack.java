package io.github.athenaconnect.localstack.demo;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.connect.ConnectWorker;
import io.github.athenaconnect.localstack.connect.WorkerProperties;
import io.github.athenaconnect.localstack.kafka.KafkaBroker;
import io.github.athenaconnect.localstack.kafka.WorkingDirectory;

/**
 * Everything the demonstration runs on.
 *
 * @param parts all that follow, to be closed together
 * @param directory for files of the demonstration itself
 * @param aws S3, Athena and the shop's tables
 * @param broker where the rows go
 * @param worker what carries them
 */
record DemoStack(
        StartedParts parts, WorkingDirectory directory, LocalStack aws, KafkaBroker broker, ConnectWorker worker)
        implements AutoCloseable {

    /** Starts all parts and returns when they serve. */
    static DemoStack start(DemoSettings settings) throws Exception {
        StartedParts parts = new StartedParts();
        try {
            WorkingDirectory directory = parts.add(WorkingDirectory.create("athena-demo"));
            LocalStack aws = parts.add(LocalStack.start());
            KafkaBroker broker = parts.add(KafkaBroker.start(settings.kafkaPort()));
            ConnectWorker worker = parts.add(ConnectWorker.distributed(worker(settings, broker)));
            return new DemoStack(parts, directory, aws, broker, worker);
        } catch (Exception e) {
            parts.close();
            throw e;
        }
    }

    private static WorkerProperties worker(DemoSettings settings, KafkaBroker broker) {
        return WorkerProperties.distributed(broker.bootstrapServers(), settings.pluginPath(), "demo")
                .exactlyOnce()
                .restPort(settings.restPort());
    }

    @Override
    public void close() {
        parts.close();
    }
}
