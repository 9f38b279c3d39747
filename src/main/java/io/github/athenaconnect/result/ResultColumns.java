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

    private static final long USUAL_MEMORY = 64L * 1024 * 1024;

    private final ResultPages pages;

    /** Asks for no larger answers than a connector does that leaves {@code buffer.max.bytes} as it is. */
    public ResultColumns(AthenaClient athena) {
        this(athena, new ReadingMemory(USUAL_MEMORY).page());
    }

    /**
     * Asks for no larger answers than may be held.
     *
     * @param maximumPageBytes what an answer of GetQueryResults may have, 1 or more
     */
    public ResultColumns(AthenaClient athena, long maximumPageBytes) {
        this.pages = new ResultPages(athena, maximumPageBytes);
    }

    /**
     * The columns of the result of an execution that has succeeded, in order. The SDK's exceptions pass through.
     *
     * @throws UnreadableResultException if the result is gone, or Athena may not read it on the caller's behalf, or says more
     *     of it than may be held
     */
    public List<AthenaColumn> of(Execution execution) {
        return Optional.ofNullable(smallest(execution).answer().resultSet())
                .map(ResultSet::resultSetMetadata)
                .map(ResultSetMetadata::columnInfo)
                .orElse(List.of())
                .stream()
                .map(ResultColumns::column)
                .toList();
    }

    private AnsweredPage smallest(Execution execution) {
        try {
            return pages.page(execution, Optional.empty(), 1);
        } catch (LargeAnswerException large) {
            throw pages.tooLarge(execution, PageMark.first(execution.id()), large);
        }
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
