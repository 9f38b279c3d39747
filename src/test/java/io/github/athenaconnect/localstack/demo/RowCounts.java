package io.github.athenaconnect.localstack.demo;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;

/** Asks Athena itself how many rows each query of a connector has: what a full delivery must bring. */
final class RowCounts {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final AthenaClient athena;
    private final ConnectorFile connector;

    RowCounts(AthenaClient athena, ConnectorFile connector) {
        this.athena = athena;
        this.connector = connector;
    }

    /** The rows that each topic is to get. */
    Map<String, Long> byTopic() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String query : connector.queries()) {
            counts.merge(connector.ofQuery(query, "topic"), count(query), Long::sum);
        }
        return counts;
    }

    private long count(String query) {
        String sql = firstStatement(query);
        String id = athena.startQueryExecution(request -> request.queryString("SELECT count(*) FROM (" + sql + ")")
                        .queryExecutionContext(
                                context -> context.database(connector.config().get("athena.database")))
                        .resultConfiguration(result ->
                                result.outputLocation(connector.config().get("athena.output.location"))))
                .queryExecutionId();
        Awaitility.await().atMost(LIMIT).until(() -> succeeded(query, id));
        // The first row is the heading.
        return Long.parseLong(athena.getQueryResults(request -> request.queryExecutionId(id))
                .resultSet()
                .rows()
                .get(1)
                .data()
                .get(0)
                .varCharValue());
    }

    /** What the first run asks; the only placeholder that the demonstration knows is the one of a timestamp. */
    private String firstStatement(String query) {
        String sql = connector.ofQuery(query, "sql");
        String initial = connector.ofQuery(query, "watermark.initial");
        return initial == null ? sql : sql.replace("${watermark}", "TIMESTAMP '" + initial + "'");
    }

    private boolean succeeded(String query, String id) {
        QueryExecutionStatus status = athena.getQueryExecution(request -> request.queryExecutionId(id))
                .queryExecution()
                .status();
        if (status.state() == QueryExecutionState.FAILED || status.state() == QueryExecutionState.CANCELLED) {
            throw new IllegalStateException("Counting the rows of query " + query + " ended as "
                    + status.stateAsString() + ": " + status.stateChangeReason());
        }
        return status.state() == QueryExecutionState.SUCCEEDED;
    }
}
