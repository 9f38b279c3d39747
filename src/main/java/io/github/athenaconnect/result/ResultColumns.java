package io.github.athenaconnect.result;

import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.Excerpt;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.ResultSet;
import software.amazon.awssdk.services.athena.model.ResultSetMetadata;

/**
 * Asks Athena for the columns of a result.
 *
 * <p>The CSV object itself has the names only. GetQueryResults gives the types with any page, so the smallest is asked
 * for; it needs s3:GetObject on the result, which reading it needs anyway.
 */
public final class ResultColumns {
    /** Athena's are words; an emulator of it may write the parts of a row as well. */
    private static final int LONGEST_TYPE = 10_000;

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
        return Optional.ofNullable(pages.page(execution, Optional.empty(), 1).resultSet())
                .map(ResultSet::resultSetMetadata)
                .map(ResultSetMetadata::columnInfo)
                .orElse(List.of())
                .stream()
                .map(ResultColumns::column)
                .toList();
    }

    /** The pages they were taken from. */
    ResultPages pages() {
        return pages;
    }

    private static AthenaColumn column(ColumnInfo info) {
        return new AthenaColumn(
                Objects.requireNonNullElse(info.label(), Objects.requireNonNullElse(info.name(), "")),
                type(info),
                Objects.requireNonNullElse(info.precision(), 0),
                Objects.requireNonNullElse(info.scale(), 0));
    }

    private static String type(ColumnInfo info) {
        String type = Objects.requireNonNullElse(info.type(), "unknown");
        if (type.length() > LONGEST_TYPE) {
            throw new UnreadableResultException(
                    Reason.MALFORMED,
                    "Athena reports a type of " + type.length() + " characters, " + Excerpt.of(type)
                            + ", expected at most " + LONGEST_TYPE + "; run the query again.");
        }
        return type;
    }
}
