package io.github.athenaconnect.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaResponse;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;

/**
 * The executions of one query: start, look, cancel. One call of Athena's API each, no waiting; the SDK's exceptions pass
 * through. Safe for several threads.
 */
public final class Executions {
    /** Names no execution; what Athena says to that is dated all the same. */
    public static final String NONE = "00000000-0000-0000-0000-000000000000";

    private static final Pattern UNKNOWN = Pattern.compile("(?i)query\\s?execution .{1,200} was not found");

    private final AthenaClient athena;
    private final AthenaSettings settings;
    private final Query query;
    private final AthenaClock clock;
    private final Optional<Unload> unload;
    private final Optional<Duration> reuse;

    /** The executions of a query whose statement is run as it stands, by a clock that is never set. */
    public Executions(AthenaClient athena, AthenaSettings settings, Query query, InstantSource clock) {
        this(athena, settings, query, new AthenaClock(clock, clock));
    }

    /**
     * The executions of a query whose statement is run as it stands.
     *
     * @param clock is told what Athena's shows
     */
    public Executions(AthenaClient athena, AthenaSettings settings, Query query, AthenaClock clock) {
        this(athena, settings, query, clock, Optional.empty(), Optional.empty());
    }

    private Executions(
            AthenaClient athena,
            AthenaSettings settings,
            Query query,
            AthenaClock clock,
            Optional<Unload> unload,
            Optional<Duration> reuse) {
        this.unload = unload;
        this.reuse = reuse;
        this.athena = athena;
        this.settings = settings;
        this.query = query;
        this.clock = clock;
    }

    /**
     * The same, but every statement is started inside of an UNLOAD, so that its rows are left as Parquet files below the
     * output location, each attempt's below a prefix of its own.
     *
     * @throws IllegalStateException if no output location is set
     */
    public Executions unloading() {
        String output = settings.output()
                .location()
                .orElseThrow(() -> new IllegalStateException("Query '" + query.name()
                        + "' is to be unloaded, but athena.output.location is not set; set it to an s3:// URI"));
        return new Executions(athena, settings, query, clock, Optional.of(new Unload(output)), reuse);
    }

    /**
     * The same, but Athena may give the result of an earlier execution of the same statement instead of running it, at the
     * first attempt of a run.
     *
     * @param maximumAge of such a result, in whole minutes from 1 to 10,080
     */
    public Executions reusing(Duration maximumAge) {
        return new Executions(athena, settings, query, clock, unload, Optional.of(maximumAge));
    }

    /**
     * Starts the execution of this attempt, or finds it again if it was started before, here or anywhere.
     *
     * @param statement the query's, with the values of this run
     */
    public StartedExecution start(Attempt attempt, String statement) {
        StartQueryExecutionRequest request = request(
                attempt,
                unload.map(around -> around.around(statement, query, attempt)).orElse(statement));
        Instant asked = clock.asking();
        StartQueryExecutionResponse response = athena.startQueryExecution(request.toBuilder()
                .clientRequestToken(ClientRequestToken.of(query, attempt, request))
                .build());
        return new StartedExecution(ForeignAnswer.requireId(response.queryExecutionId()), answered(asked, response));
    }

    /** Whether the time is in doubt until Athena answers: looking at whatever execution settles that. */
    public boolean doubtTime() {
        return clock.isDoubtful();
    }

    /**
     * Has Athena tell the time, by looking at an execution.
     *
     * @param id of whatever execution, or {@link #NONE}; if Athena answers without a date, the worker's clock is believed
     */
    public void askTime(String id) {
        look(id);
        trustTime();
    }

    /** Believes the worker's clock, as Athena does not tell the time. */
    public void trustTime() {
        clock.trust();
    }

    /** What Athena says of the execution now; empty if it does not know it any more. */
    public Optional<Execution> look(String id) {
        Instant asked = clock.asking();
        try {
            GetQueryExecutionResponse response = athena.getQueryExecution(get -> get.queryExecutionId(id));
            return Optional.of(ExecutionAnswer.read(id, response.queryExecution(), answered(asked, response)));
        } catch (AwsServiceException e) {
            date(e).ifPresent(told -> clock.heard(asked, told));
            if (e instanceof InvalidRequestException refused && isUnknown(refused)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Optional<Instant> date(AwsServiceException refusal) {
        return Optional.ofNullable(refusal.awsErrorDetails()).flatMap(details -> date(details.sdkHttpResponse()));
    }

    /** Athena has no code of its own for this: "QueryExecution <id> was not found" (seen in clients' issues). */
    private static boolean isUnknown(InvalidRequestException refused) {
        return Optional.ofNullable(refused.awsErrorDetails())
                .map(AwsErrorDetails::errorMessage)
                .filter(message -> UNKNOWN.matcher(message).find())
                .isPresent();
    }

    /** Asks Athena to stop; harmless when the execution has ended. What was scanned until then is paid. */
    public void cancel(String id) {
        athena.stopQueryExecution(stop -> stop.queryExecutionId(id));
    }

    private StartQueryExecutionRequest request(Attempt attempt, String statement) {
        StartQueryExecutionRequest.Builder request = StartQueryExecutionRequest.builder()
                .queryString(statement)
                .workGroup(settings.workgroup())
                .queryExecutionContext(
                        context -> context.catalog(settings.catalog()).database(settings.database()));
        settings.output().asRequested().ifPresent(request::resultConfiguration);
        // What an earlier attempt was given may have been deleted, which Athena does not look at: it would be given
        // again.
        reuse.filter(age -> attempt.number() == 0)
                .ifPresent(age -> request.resultReuseConfiguration(reused -> reused.resultReuseByAgeConfiguration(
                        byAge -> byAge.enabled(true).maxAgeInMinutes(Math.toIntExact(age.toMinutes())))));
        return request.build();
    }

    /** When Athena answered, by its clock: durations are told by it alone, as the worker's may be wrong. */
    private Instant answered(Instant asked, AthenaResponse response) {
        Optional<Instant> date = date(response.sdkHttpResponse());
        date.ifPresent(told -> clock.heard(asked, told));
        return date.orElseGet(clock::instant);
    }

    private static Optional<Instant> date(@Nullable SdkHttpResponse response) {
        return Optional.ofNullable(response)
                .flatMap(http -> http.firstMatchingHeader("Date"))
                .flatMap(Executions::parsed);
    }

    private static Optional<Instant> parsed(String date) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
