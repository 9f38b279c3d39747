package io.github.athenaconnect.localstack.athena.execution;

import io.github.athenaconnect.localstack.athena.result.StoredResult;
import io.github.athenaconnect.localstack.engine.EngineFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Leads executions through their states, each on a thread of its own. */
public final class ExecutionRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutionRunner.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final Worker worker;
    private final AthenaFaults faults;
    private final Duration delay;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "localstack-athena-execution");
        thread.setDaemon(true);
        return thread;
    });

    /** Does what an execution is for, and stores its result. */
    public interface Worker {
        StoredResult work(Execution execution) throws ExecutionRefused, EngineFailure, IOException;
    }

    /**
     * Runs executions.
     *
     * @param delay how long each stays in QUEUED and in RUNNING, at least
     */
    public ExecutionRunner(Worker worker, AthenaFaults faults, Duration delay) {
        this.worker = worker;
        this.faults = faults;
        this.delay = delay;
    }

    /** Has an execution run, some time. */
    public void submit(Execution execution) {
        threads.execute(() -> run(execution));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void run(Execution execution) {
        try {
            boolean goesOn =
                    stay(execution, QueryExecutionState.QUEUED) && stay(execution, QueryExecutionState.RUNNING);
            if (goesOn && faults.takeRequeue()) {
                goesOn = stay(execution, QueryExecutionState.QUEUED) && stay(execution, QueryExecutionState.RUNNING);
            }
            if (goesOn) {
                finish(execution);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            execution.cancel("The service stopped");
        }
    }

    private boolean stay(Execution execution, QueryExecutionState state) throws InterruptedException {
        execution.moveTo(state);
        boolean goesOn = execution.pause(delay);
        while (goesOn && faults.holds(state)) {
            if (state == QueryExecutionState.RUNNING) {
                execution.scanned(faults.scannedWhileHeld());
            }
            goesOn = execution.pause(LOOK_AGAIN);
        }
        return goesOn;
    }

    private void finish(Execution execution) {
        Optional<Failure> wanted = faults.takeFailure();
        if (wanted.isPresent()) {
            execution.fail(wanted.get());
            return;
        }
        try {
            execution.succeed(worker.work(execution));
        } catch (EngineFailure e) {
            execution.fail(Failure.of(e));
        } catch (ExecutionRefused e) {
            execution.fail(e.failure());
        } catch (S3Exception e) {
            execution.fail(Failure.cannotWrite(execution.place().object().uri()));
        } catch (IOException | RuntimeException e) {
            LOG.error("Query execution {} failed inside of the stack", execution.id(), e);
            execution.fail(Failure.internal());
        }
    }
}
