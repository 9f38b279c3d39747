package io.github.athenaconnect.result;

import io.github.athenaconnect.type.AthenaColumn;
import java.util.List;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ColumnInfo;

/**
 * Asks Athena for the columns of a result.
 *
 * <p>The CSV object itself has the names only. GetQueryResults gives the types with any page, so the smallest is asked
 * for; it needs s3:GetObject on the result, which reading it needs anyway.
 */
public final class ResultColumns {
    private final AthenaClient athena;

    public ResultColumns(AthenaClient athena) {
        this.athena = athena;
    }

    /** The columns of the result of an execution that has succeeded, in order. The SDK's exceptions pass through. */
    public List<AthenaColumn> of(String executionId) {
        return athena
                .getQueryResults(get -> get.queryExecutionId(executionId).maxResults(1))
                .resultSet()
                .resultSetMetadata()
                .columnInfo()
                .stream()
                .map(ResultColumns::column)
                .toList();
    }

    private static AthenaColumn column(ColumnInfo info) {
        return new AthenaColumn(info.label(), info.type(), info.precision(), info.scale());
    }
}
