package io.github.athenaconnect.result;

import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.type.AthenaColumn;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ColumnInfo;

/**
 * Asks Athena for the columns of a result.
 *
 * <p>The CSV object itself has the names only. GetQueryResults gives the types with any page, so the smallest is asked
 * for; it needs s3:GetObject on the result, which reading it needs anyway.
 */
public final class ResultColumns {
    private final ResultPages pages;

    public ResultColumns(AthenaClient athena) {
        this.pages = new ResultPages(athena);
    }

    /**
     * The columns of the result of an execution that has succeeded, in order. The SDK's exceptions pass through.
     *
     * @throws UnreadableResultException if the result is gone, or Athena may not read it on the caller's behalf
     */
    public List<AthenaColumn> of(Execution execution) {
        return pages.page(execution, Optional.empty(), 1).resultSet().resultSetMetadata().columnInfo().stream()
                .map(ResultColumns::column)
                .toList();
    }

    /** The pages they were taken from. */
    ResultPages pages() {
        return pages;
    }

    private static AthenaColumn column(ColumnInfo info) {
        return new AthenaColumn(info.label(), info.type(), info.precision(), info.scale());
    }
}
