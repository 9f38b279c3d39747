package io.github.athenaconnect.query;

import io.github.athenaconnect.failure.ExecutionFailure;
import java.time.Instant;
import java.util.Optional;

/**
 * What Athena says of an execution at one moment.
 *
 * @param id Athena's QueryExecutionId
 * @param state where it is
 * @param asOf when Athena said so, by its own clock, to the second
 * @param submitted when Athena took it, by Athena's clock
 * @param outputLocation the {@code s3://} URI of the result object; absent before there is one, and for managed results
 * @param unloaded where its files are if its statement is an UNLOAD of {@link Executions#unloading}; absent before there
 *     are any
 * @param result how its result can be read
 * @param scannedBytes the bytes read so far, which is what is paid for; 0 of a result that was given again
 * @param queueMillis how long it waited in Athena's queue, in milliseconds
 * @param engineMillis how long the engine has worked, in milliseconds
 */
public record Execution(
        String id,
        State state,
        Instant asOf,
        Instant submitted,
        Optional<String> outputLocation,
        Optional<UnloadedFiles> unloaded,
        ResultTraits result,
        long scannedBytes,
        long queueMillis,
        long engineMillis) {

    /** The states of an execution; RUNNING may go back to PENDING when Athena itself tries again. */
    public sealed interface State {}

    /** Queued or running: there will be more to see. */
    public record Pending() implements State {}

    /**
     * The result is complete and will not change.
     *
     * @param completed when, by Athena's clock
     */
    public record Succeeded(Instant completed) implements State {}

    /**
     * Failed or cancelled, for good.
     *
     * @param completed when, by Athena's clock
     */
    public record Ended(ExecutionFailure failure, Instant completed) implements State {}
}
