package io.github.athenaconnect.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaResponse;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;

/**
 * The executions of one query: start, look, cancel. One call of Athena's API each, no waiting; the SDK's exceptions pass
 * through. Safe for several threads.
 */
public final class Executions {
    private final AthenaClient athena;
    private final AthenaSettings settings;
    private final Query query;
    private final InstantSource clock;

    public Executions(AthenaClient athena, AthenaSettings settings, Query query, InstantSource clock) {
        this.athena = athena;
        this.settings = settings;
        this.query = query;
        this.clock = clock;
    }

    /** Starts the execution of this attempt, or finds it again if it was started before, here or anywhere. */
    public StartedExecution start(Attempt attempt) {
        StartQueryExecutionRequest request = request();
        StartQueryExecutionResponse response = athena.startQueryExecution(request.toBuilder()
                .clientRequestToken(ClientRequestToken.of(query, attempt, request))
                .build());
        return new StartedExecution(response.queryExecutionId(), answered(response));
    }

    /** What Athena says of the execution now. */
    public Execution look(String id) {
        GetQueryExecutionResponse response = athena.getQueryExecution(get -> get.queryExecutionId(id));
        return ExecutionAnswer.read(response.queryExecution(), answered(response));
    }

    /** Asks Athena to stop; harmless when the execution has ended. What was scanned until then is paid. */
    public void cancel(String id) {
        athena.stopQueryExecution(stop -> stop.queryExecutionId(id));
    }

    private StartQueryExecutionRequest request() {
        StartQueryExecutionRequest.Builder request = StartQueryExecutionRequest.builder()
                .queryString(query.sql())
                .workGroup(settings.workgroup())
                .queryExecutionContext(
                        context -> context.catalog(settings.catalog()).database(settings.database()));
        settings.outputLocation()
                .ifPresent(location -> request.resultConfiguration(
                        ResultConfiguration.builder().outputLocation(location).build()));
        return request.build();
    }

    /** When Athena answered, by its clock: durations are told by it alone, as the worker's may be wrong. */
    private Instant answered(AthenaResponse response) {
        if (response.sdkHttpResponse() == null) {
            return clock.instant();
        }
        return response.sdkHttpResponse()
                .firstMatchingHeader("Date")
                .map(this::parsed)
                .orElseGet(clock::instant);
    }

    private Instant parsed(String date) {
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
        } catch (DateTimeException e) {
            return clock.instant();
        }
    }
}
