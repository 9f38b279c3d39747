package io.github.athenaconnect.fault;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.function.Function;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** Something that goes wrong, as the SDK shows it to the connector. */
public enum Fault {
    S3_RESET("S3 resets the connection", Effect.inBodies((body, into, from, length, clock) -> {
        throw new SocketException("Connection reset");
    })),
    S3_STALL("S3 stalls in a body until the socket times out", Effect.inBodies((body, into, from, length, clock) -> {
        clock.move(Duration.ofSeconds(5));
        throw new SocketTimeoutException("Read timed out");
    })),
    S3_DRIP("S3 sends a body byte by byte, ten a second", Effect.inBodies((body, into, from, length, clock) -> {
        clock.move(Duration.ofMillis(100));
        return body.read(into, from, 1);
    })),
    S3_TRUNCATED("S3 ends a body too early", Effect.inBodies((body, into, from, length, clock) -> -1)),
    S3_ANNOUNCES_MORE("S3 announces a longer body than it sends", Effect.atObjects(call -> Announced.longer(call, 10))),
    S3_ANNOUNCES_LESS(
            "S3 announces a shorter body than the object has", Effect.atObjects(call -> Announced.shorter(call, 10))),
    S3_500(
            "S3 answers 500 InternalError",
            Effect.atObjects(
                    () -> SdkFailures.s3(500, "InternalError", "We encountered an internal error. Please try again."))),
    S3_503(
            "S3 answers 503 SlowDown",
            Effect.atObjects(() -> SdkFailures.s3(503, "SlowDown", "Please reduce your request rate."))),
    S3_403("S3 answers 403 AccessDenied", Effect.atObjects(() -> SdkFailures.s3(403, "AccessDenied", "Access Denied"))),
    S3_404(
            "S3 answers 404 NoSuchKey",
            Effect.atObjects(() -> SdkFailures.s3(404, "NoSuchKey", "The specified key does not exist."))),
    S3_CHANGED(
            "A result is replaced while it is read",
            Effect.atObjects(call -> {
                        call.s3().put(call.location(), "something else");
                        return call.service().answer();
                    })
                    .where(call -> call.object().ifMatch() != null)),

    ATHENA_THROTTLES("Athena throttles: ThrottlingException", Effect.atAthena(SdkFailures::throttled)),
    ATHENA_TOO_MANY_REQUESTS(
            "Athena has too many queries: TooManyRequestsException, CONCURRENT_QUERY_LIMIT_EXCEEDED",
            Effect.atAthena(SdkFailures::tooManyQueries)),
    ATHENA_INTERNAL("Athena has an internal error: InternalServerException", Effect.atAthena(SdkFailures::internal)),
    ATHENA_REFUSES("The connection to Athena is refused", Effect.atAthena(SdkFailures::connectionRefused)),
    ATHENA_UNKNOWN_HOST(
            "Athena's name cannot be resolved",
            Effect.atAthena(() -> SdkFailures.unknownHost("athena.eu-west-1.amazonaws.com"))),
    ATHENA_NEVER_ENDS("Athena does what it is asked for, but its answer never ends", Effect.atAthena(call -> {
        Object unused = call.service().answer();
        call.clock().move(Duration.ofSeconds(30));
        throw SdkFailures.neverEnded(Duration.ofSeconds(30));
    })),
    FAILED_SYSTEM_RETRYABLE(
            "An execution is FAILED: category system, retryable",
            failed(1, 100, true, "GENERIC_INTERNAL_ERROR: internal error")),
    FAILED_SYSTEM(
            "An execution is FAILED: category system, not retryable",
            failed(1, 9999, false, "GENERIC_INTERNAL_ERROR: internal error")),
    FAILED_USER_RETRYABLE(
            "An execution is FAILED: category user, retryable",
            failed(
                    2,
                    1403,
                    true,
                    "Please reduce your request rate. (Service: Amazon S3; Status Code: 503; Error Code: SlowDown)")),
    FAILED_USER(
            "An execution is FAILED: category user, not retryable",
            failed(2, 1110, false, "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.shop.t' does not exist")),
    FAILED_OTHER_RETRYABLE(
            "An execution is FAILED: category other, retryable",
            failed(3, 1400, true, "AWSGlueException: Rate exceeded")),
    FAILED_OTHER(
            "An execution is FAILED: category other, not retryable",
            failed(3, 1501, false, "Insufficient permissions to execute the query.")),
    FAILED_WITHOUT_ERROR(
            "An execution is FAILED without an AthenaError",
            finals -> finals.ending(
                    status -> status.state(QueryExecutionState.FAILED).stateChangeReason("Query failed"))),
    FAILED_EXHAUSTED(
            "An execution is FAILED: exhausted resources",
            failed(1, 1, true, "Query exhausted resources at this scale factor")),
    CANCELLED(
            "Somebody cancels an execution",
            finals -> finals.ending(status ->
                    status.state(QueryExecutionState.CANCELLED).stateChangeReason("Query cancelled by user"))),
    REQUEUED("An execution goes from RUNNING back to QUEUED", finals -> finals.atLooks(Fault::requeued)),
    NOT_FOUND("Athena does not find an execution", Effect.atLooks(call -> {
        throw SdkFailures.notFound(call.execution());
    })),

    OTHER_SCHEMA(
            "A result has other columns than Athena says",
            Effect.atObjects(call -> {
                        call.s3().put(call.location(), "\"another\"\n\"1\"\n");
                        return call.service().answer();
                    })
                    .where(Call::opensRows)
                    .notInBodies()),
    EMPTY_OBJECT(
            "A result is an object of no bytes",
            Effect.atObjects(call -> {
                        call.s3().put(call.location(), "");
                        return call.service().answer();
                    })
                    .where(Call::opensRows)
                    .notInBodies()),
    NO_OBJECT("A result has no object", Effect.at(EnumSet.of(Place.REQUEST, Place.PAGE), call -> {
        call.s3().remove(call.location());
        return call.service().answer();
    })),

    CREDENTIALS_EXPIRE("The credentials expire", Effect.at(EnumSet.complementOf(EnumSet.of(Place.BODY)), call -> {
        throw call.place() == Place.REQUEST
                ? SdkFailures.s3(400, "ExpiredToken", "The provided token has expired.")
                : SdkFailures.expired();
    }));

    private final String words;
    /** Without a state of its own. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<FinalStates, Effect> effect;

    Fault(String words, Effect effect) {
        this(words, finals -> effect);
    }

    Fault(String words, Function<FinalStates, Effect> effect) {
        this.words = words;
        this.effect = effect;
    }

    Effect effect(FinalStates finals) {
        return effect.apply(finals);
    }

    private static Function<FinalStates, Effect> failed(int category, int type, boolean retryable, String reason) {
        return finals -> finals.ending(status -> status.state(QueryExecutionState.FAILED)
                .stateChangeReason(reason)
                .athenaError(error -> error.errorCategory(category)
                        .errorType(type)
                        .retryable(retryable)
                        .errorMessage(reason)));
    }

    private static Object requeued(Call call) throws Throwable {
        GetQueryExecutionResponse answer =
                (GetQueryExecutionResponse) call.service().answer();
        return FinalStates.with(
                answer,
                answer.queryExecution().status().toBuilder()
                        .state(QueryExecutionState.QUEUED)
                        .completionDateTime(null)
                        .build());
    }

    /** Whether an execution ended without a result, so that a run needs another one. */
    public boolean endsExecutions() {
        return name().startsWith("FAILED") || this == CANCELLED || this == NOT_FOUND;
    }

    /** Whether the same is found again after a restart, until somebody does what the message says. */
    public boolean stays() {
        return switch (this) {
            case FAILED_EXHAUSTED, S3_CHANGED, OTHER_SCHEMA, EMPTY_OBJECT -> true;
            default -> false;
        };
    }

    /** Whether a result is lost to the connector, so that its run has to be run again. */
    public boolean losesResults() {
        return switch (this) {
            case S3_404, S3_CHANGED, NO_OBJECT, OTHER_SCHEMA, EMPTY_OBJECT, NOT_FOUND -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return words;
    }
}
