package io.github.athenaconnect.bench;

import io.github.athenaconnect.Deployment;
import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.connect.ConnectorStatus;
import io.github.athenaconnect.localstack.connect.PluginJar;
import io.github.athenaconnect.localstack.connect.WorkerImage;
import io.github.athenaconnect.localstack.connect.WorkerProcess;
import io.github.athenaconnect.localstack.connect.WorkerProperties;
import io.github.athenaconnect.localstack.environment.LocalEnvironment;
import io.github.athenaconnect.localstack.kafka.KafkaBroker;
import io.github.athenaconnect.localstack.kafka.WorkingDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * A broker and AWS in this JVM, and workers in processes of their own, which have the plugin and {@link ReadyRowsConnector}
 * beside it.
 */
final class BenchCluster implements AutoCloseable {
    /** A heap that nobody has to think about, and the JVM's own choice of everything else but what {@code bench.jvm} says. */
    static final List<String> USUAL_JVM = Stream.concat(
                    Stream.of("-Xms1g", "-Xmx1g"),
                    Stream.of(System.getProperty("bench.jvm", "").split(" ")).filter(option -> !option.isEmpty()))
            .toList();

    private static final Duration ENDED_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final OpenParts parts;
    private final WorkingDirectory plugins;
    private final KafkaBroker broker;
    private final LocalStack aws;
    private final Admin admin;

    private BenchCluster(KafkaBroker broker, OpenParts parts) throws Exception {
        this.parts = parts;
        this.broker = broker;
        parts.add(broker::close);
        plugins = WorkingDirectory.create("bench-plugins");
        parts.add(plugins::close);
        aws = LocalStack.start("duckdb", Duration.ofMillis(5));
        parts.add(aws::close);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        parts.add(admin::close);
        link(LocalEnvironment.pluginPath(), plugins.path());
    }

    static BenchCluster start() throws Exception {
        return around(KafkaBroker.start());
    }

    /** The same, whose broker can also be reached by a link. */
    static BenchCluster startWithLink() throws Exception {
        return around(KafkaBroker.startWithLinks(1));
    }

    /** Leaves nothing open if a part does not start. */
    private static BenchCluster around(KafkaBroker broker) throws Exception {
        OpenParts parts = new OpenParts();
        boolean complete = false;
        try {
            BenchCluster cluster = new BenchCluster(broker, parts);
            complete = true;
            return cluster;
        } finally {
            if (!complete) {
                parts.close();
            }
        }
    }

    /** A jar in the directory of a plugin is part of it. */
    private static void link(Path source, Path target) throws IOException {
        try (Stream<Path> directories = Files.list(source)) {
            for (Path plugin : directories.toList()) {
                Path copy = Files.createDirectory(target.resolve(plugin.getFileName()));
                try (Stream<Path> jars = Files.list(plugin)) {
                    for (Path jar : jars.toList()) {
                        Files.createSymbolicLink(copy.resolve(jar.getFileName()), jar.toRealPath());
                    }
                }
                PluginJar.add(copy, ReadyRowsConnector.class, ReadyRowsTask.class, ReadyRowsTask.NothingStored.class);
            }
        }
    }

    LocalStack aws() {
        return aws;
    }

    KafkaBroker broker() {
        return broker;
    }

    /** What topics hold. */
    Topics topics() {
        return new Topics(admin);
    }

    /** Starts a worker of a Connect cluster of its own. */
    WorkerProcess worker(String group, List<String> jvm, UnaryOperator<WorkerProperties> changes) {
        WorkerProperties properties = WorkerProperties.distributed(broker.bootstrapServers(), plugins.path(), group)
                .with("connector.client.config.override.policy", "All")
                .with("offset.flush.interval.ms", "10000");
        try (WorkerImage image = WorkerImage.withJvm(plugins.path(), jvm)) {
            return WorkerProcess.start(changes.apply(properties), image);
        }
    }

    /** A connector with one query for so many rows of ten mixed columns. */
    Deployment rows(String name, long rows) {
        return Deployment.of(name, aws)
                .untried()
                .query("all", "SELECT * FROM synthetic.rows_" + rows)
                .with("athena.poll.min.ms", "10");
    }

    /** The same with rows that it had before. */
    Deployment ready(String name, long rows) {
        return rows(name, Math.max(rows, ReadyRowsTask.READY))
                .with("connector.class", ReadyRowsConnector.class.getName())
                .with(ReadyRowsConnector.ROWS, Long.toString(rows));
    }

    /** Deploys it, measures how its topic fills, and takes connector and topic away; its task has ended then. */
    Delivery deliver(WorkerProcess worker, Deployment deployment, long rows) throws Exception {
        return deliver(worker, deployment, rows, () -> {}, () -> {});
    }

    /** The same, telling when the steady part begins and when it ends. */
    Delivery deliver(WorkerProcess worker, Deployment deployment, long rows, Runnable begun, Runnable ended)
            throws Exception {
        String topic = deployment.topic("all");
        topics().create(topic);
        deployment.deploy(worker.rest());
        try {
            Delivery delivery = topics().fill(topic, rows, () -> requireRunning(worker, deployment), begun);
            ended.run();
            return delivery;
        } finally {
            takeAway(worker, deployment);
            topics().delete(topic);
        }
    }

    /** Deletes a connector and waits until its task has ended, which is after the answer: what comes next has no company. */
    void takeAway(WorkerProcess worker, Deployment deployment) throws IOException, InterruptedException {
        worker.rest().delete(deployment.name());
        awaitEnd(worker, deployment.name());
    }

    /** A worker's thread has the name of a task for as long as it has not closed that task's producer. */
    private static void awaitEnd(WorkerProcess worker, String connector) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (JvmProbe probe = JvmProbe.attach(worker.pid())) {
            while (probe.threads(name ->
                            name.startsWith("task-thread-" + connector + "-") || name.startsWith(connector + "-pump-"))
                    > 0) {
                if (System.nanoTime() - begin > ENDED_WITHIN.toNanos()) {
                    throw new IllegalStateException(connector + ": expected its task to end within "
                            + ENDED_WITHIN.toSeconds() + " seconds of its deletion, found it running");
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
            }
        }
    }

    /** Fails with the trace of a task that has failed. */
    void requireRunning(WorkerProcess worker, Deployment deployment) {
        for (ConnectorStatus.Part task : worker.rest().status(deployment.name()).tasks()) {
            if (task.state() == ConnectorStatus.State.FAILED) {
                throw new IllegalStateException(deployment.name() + " failed: " + task.trace());
            }
        }
    }

    @Override
    public void close() throws IOException {
        parts.close();
    }
}
