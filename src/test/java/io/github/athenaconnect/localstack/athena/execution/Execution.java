package io.github.athenaconnect.localstack.athena.execution;

import io.github.athenaconnect.localstack.access.Principal;
import io.github.athenaconnect.localstack.athena.command.Command;
import io.github.athenaconnect.localstack.athena.result.ResultPlace;
import io.github.athenaconnect.localstack.athena.result.StoredResult;
import io.github.athenaconnect.localstack.athena.workgroup.WorkGroupSettings;
import io.github.athenaconnect.localstack.engine.Cancellation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/** One query execution and its state, which changes until it is final. Safe for many threads. */
public final class Execution {
    private final String id;
    private final StartQueryExecutionRequest request;
    private final WorkGroupSettings workGroup;
    private final Command command;
    private final ResultPlace place;
    private final Optional<StoredResult> earlier;
    private final Principal caller;
    private final Clock clock;
    private final Instant submitted;
    private final Cancellation cancellation = new Cancellation();

    private QueryExecutionState state = QueryExecutionState.QUEUED;
    private @Nullable String reason;
    private @Nullable Failure failure;
    private @Nullable Instant started;
    private @Nullable Instant completed;
    private @Nullable StoredResult result;
    private long scannedBytes;

    /** A queued execution. */
    public Execution(
            String id,
            StartQueryExecutionRequest request,
            WorkGroupSettings workGroup,
            Command command,
            ResultPlace place,
            Optional<StoredResult> earlier,
            Principal caller,
            Clock clock) {
        this.id = id;
        this.request = request;
        this.workGroup = workGroup;
        this.command = command;
        this.place = place;
        this.earlier = earlier;
        this.caller = caller;
        this.clock = clock;
        this.submitted = clock.instant();
    }

    /** The id that the caller was given. */
    public String id() {
        return id;
    }

    /** What the caller asked for. */
    public StartQueryExecutionRequest request() {
        return request;
    }

    /** The workgroup it runs in, as it was at the start. */
    public WorkGroupSettings workGroup() {
        return workGroup;
    }

    /** What it does. */
    public Command command() {
        return command;
    }

    /** Where its result goes. */
    public ResultPlace place() {
        return place;
    }

    /** What lies there already, if the result of an earlier execution is reused. */
    public Optional<StoredResult> earlier() {
        return earlier;
    }

    /** With whose rights it runs. */
    public Principal caller() {
        return caller;
    }

    /** Ends it early. */
    public Cancellation cancellation() {
        return cancellation;
    }

    /** What it is like now. */
    public synchronized Snapshot snapshot() {
        Instant end = completed == null ? clock.instant() : completed;
        return new Snapshot(
                state,
                Optional.ofNullable(reason),
                Optional.ofNullable(failure),
                Optional.ofNullable(result),
                submitted,
                Optional.ofNullable(completed),
                Duration.between(submitted, started == null ? end : started),
                started == null ? Duration.ZERO : Duration.between(started, end),
                scannedBytes);
    }

    /** Moves it on, or back to QUEUED; does nothing once its state is final. */
    synchronized void moveTo(QueryExecutionState next) {
        if (!isFinal()) {
            state = next;
            started = next == QueryExecutionState.RUNNING ? clock.instant() : null;
        }
    }

    /** Notes what it has scanned, which only grows, and cancels it if that is more than its workgroup allows. */
    void scanned(long bytes) {
        synchronized (this) {
            scannedBytes = Math.max(scannedBytes, bytes);
        }
        if (workGroup.scanLimitBytes() > 0 && bytes > workGroup.scanLimitBytes()) {
            cancel("Query cancelled! : Bytes scanned limit was exceeded");
        }
    }

    synchronized void succeed(StoredResult stored) {
        if (!isFinal()) {
            result = stored;
            end(QueryExecutionState.SUCCEEDED, null);
        }
    }

    synchronized void fail(Failure why) {
        if (!isFinal()) {
            failure = why;
            end(QueryExecutionState.FAILED, why.message());
        }
    }

    /** Cancels it, unless its state is final. */
    public void cancel(String why) {
        synchronized (this) {
            if (isFinal()) {
                return;
            }
            end(QueryExecutionState.CANCELLED, why);
        }
        cancellation.request();
    }

    /** Waits some time, less if it ends before; tells whether it goes on. */
    synchronized boolean pause(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0 && !isFinal(); left = end - System.nanoTime()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return !isFinal();
    }

    /** Whether its state will not change any more. */
    public synchronized boolean isFinal() {
        return completed != null;
    }

    private void end(QueryExecutionState finalState, @Nullable String why) {
        state = finalState;
        reason = why;
        completed = clock.instant();
        notifyAll();
    }

    /**
     * An execution at one instant.
     *
     * @param queued how long it waited, so far
     * @param ran how long it ran, so far
     */
    public record Snapshot(
            QueryExecutionState state,
            Optional<String> reason,
            Optional<Failure> failure,
            Optional<StoredResult> result,
            Instant submitted,
            Optional<Instant> completed,
            Duration queued,
            Duration ran,
            long scannedBytes) {}
}
