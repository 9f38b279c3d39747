package io.github.athenaconnect.localstack;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.s3.S3Client;

/** What a test says to the stack, in the words of the plain SDK clients. */
final class AthenaDriver {
    private static final List<QueryExecutionState> FINAL =
            List.of(QueryExecutionState.SUCCEEDED, QueryExecutionState.FAILED, QueryExecutionState.CANCELLED);

    private final AthenaClient athena;
    private final S3Client s3;
    private final String outputLocation;

    AthenaDriver(LocalStack stack) {
        this(stack.athenaClient(), stack.s3Client(), stack.outputLocation());
    }

    AthenaDriver(AthenaClient athena, S3Client s3, String outputLocation) {
        this.athena = athena;
        this.s3 = s3;
        this.outputLocation = outputLocation;
    }

    String start(String sql) {
        return start(sql, request -> {});
    }

    String start(String sql, Consumer<StartQueryExecutionRequest.Builder> more) {
        return athena.startQueryExecution(request -> {
                    request.queryString(sql)
                            .queryExecutionContext(context -> context.database("shop"))
                            .resultConfiguration(result -> result.outputLocation(outputLocation));
                    more.accept(request);
                })
                .queryExecutionId();
    }

    /** Starts a query and waits for its end, whatever that is. */
    QueryExecution run(String sql) {
        return awaitEnd(start(sql));
    }

    QueryExecution awaitEnd(String id) {
        return waiting()
                .until(
                        () -> look(id),
                        execution -> FINAL.contains(execution.status().state()));
    }

    QueryExecution await(String id, QueryExecutionState state) {
        return waiting().until(() -> look(id), execution -> execution.status().state() == state);
    }

    /** Waits until an execution tells that it has scanned so many bytes. */
    QueryExecution awaitScanned(String id, long bytes) {
        return waiting()
                .until(() -> look(id), execution -> execution.statistics().dataScannedInBytes() == bytes);
    }

    QueryExecution look(String id) {
        return athena.getQueryExecution(get -> get.queryExecutionId(id)).queryExecution();
    }

    /** The text of the object at a URI. */
    String text(String uri) {
        return new String(bytes(uri), StandardCharsets.UTF_8);
    }

    byte[] bytes(String uri) {
        int slash = uri.indexOf('/', "s3://".length());
        return s3.getObjectAsBytes(get ->
                        get.bucket(uri.substring("s3://".length(), slash)).key(uri.substring(slash + 1)))
                .asByteArray();
    }

    private static ConditionFactory waiting() {
        return Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(5));
    }
}
