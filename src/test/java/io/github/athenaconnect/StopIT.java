package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.connect.ConnectRest;
import io.github.athenaconnect.localstack.connect.ConnectWorker;
import io.github.athenaconnect.localstack.connect.ConnectorStatus.State;
import io.github.athenaconnect.localstack.environment.LocalEnvironment;
import io.github.athenaconnect.localstack.environment.LocalEnvironmentResolver;
import io.github.athenaconnect.localstack.http.StallingProxy;
import io.github.athenaconnect.localstack.http.StallingProxy.Stall;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pause, stop and deletion through a real worker while Athena or S3 is silent. */
@ExtendWith(LocalEnvironmentResolver.class)
@Timeout(600)
class StopIT {
    /**
     * Ours is two seconds, and the worker's own steps between request and state come on top, beside other tests. Less than the
     * time after which silent connections end by themselves, five seconds: nothing may wait for that.
     */
    private static final Duration LIMIT = Duration.ofMillis(4500);

    private final String name = "silent-" + UUID.randomUUID();
    private LocalEnvironment environment;
    private LocalStack aws;
    private StallingProxy athena;
    private StallingProxy s3;

    @BeforeEach
    void use(LocalEnvironment shared) {
        environment = shared;
        aws = shared.aws();
        athena = StallingProxy.before(aws.athenaEndpoint());
        s3 = StallingProxy.before(aws.s3Endpoint());
    }

    @AfterEach
    void close() {
        if (environment.rest().connectors().contains(name)) {
            environment.rest().delete(name);
        }
        athena.close();
        s3.close();
    }

    private StallingProxy silence(String service, Stall where) {
        StallingProxy proxy = service.equals("athena") ? athena : s3;
        proxy.stall(where, 200_000);
        return proxy;
    }

    private void deployInto(ConnectRest rest, StallingProxy silent) {
        Deployment.of(name, aws)
                .with("aws.athena.endpoint", athena.endpoint().toString())
                .with("aws.s3.endpoint", s3.endpoint().toString())
                .query("big", "SELECT * FROM synthetic.rows_20000 /* " + name + " */")
                .query("second", "SELECT * FROM synthetic.rows_20000 /* second " + name + " */")
                .untried()
                .deploy(rest);
        await().until(() -> silent.stalledAnswers() >= 2);
    }

    private boolean noThreadLeft() {
        return noThreadLeft(environment.worker());
    }

    private boolean noThreadLeft(ConnectWorker worker) {
        return worker.threads().stream().noneMatch(thread -> thread.startsWith(name + "-pump-"));
    }

    private static void within(String what, MachineTime time, BooleanSupplier state) {
        await(what).pollInterval(Duration.ofMillis(20)).until(state::getAsBoolean);
        System.out.printf("%s after %d ms%n", what, time.elapsed().toMillis());
        assertThat(time.elapsed()).as(what).isLessThan(LIMIT);
    }

    @ParameterizedTest
    @CsvSource({"athena,NO_ANSWER", "athena,HEAD_ONLY", "s3,NO_ANSWER", "s3,HEAD_ONLY", "s3,MID_BODY"})
    void pauseStopAndDeletionAreDoneSoonAndLeaveNoThread(String service, Stall where) {
        ConnectRest rest = environment.rest();
        deployInto(rest, silence(service, where));

        String silence = service + " " + where;

        try (MachineTime time = MachineTime.begin()) {
            rest.pause(name);
            within(
                    silence + ": paused",
                    time,
                    () -> rest.status(name).tasks().stream().allMatch(task -> task.state() == State.PAUSED));
        }
        rest.resume(name);
        await().until(() -> rest.status(name).running());

        try (MachineTime time = MachineTime.begin()) {
            rest.stop(name);
            within(silence + ": stopped", time, () -> rest.status(name).stopped());
            within(silence + ": no thread left", time, this::noThreadLeft);
        }
        rest.resume(name);
        await().until(() -> rest.status(name).running() && !noThreadLeft());

        try (MachineTime time = MachineTime.begin()) {
            rest.delete(name);
            within(silence + ": deleted", time, () -> !rest.connectors().contains(name));
            within(silence + ": no thread left", time, this::noThreadLeft);
        }
    }

    @Test
    void aWorkerShutsDownGracefullyWhileBothAreSilent() {
        StallingProxy silent = silence("s3", Stall.MID_BODY);
        ConnectWorker worker = ConnectWorker.distributed(environment.worker(name));
        deployInto(worker.rest(), silent);
        athena.stall(Stall.NO_ANSWER);
        try (CapturedLog log = CapturedLog.open();
                MachineTime time = MachineTime.begin()) {
            CompletableFuture<Void> closed = CompletableFuture.runAsync(worker::close);
            within("both: no thread left", time, () -> noThreadLeft(worker));
            closed.join();

            assertThat(log.text()).doesNotContain("Graceful stop of task");
        }
    }
}
