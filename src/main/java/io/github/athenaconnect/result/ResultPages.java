package io.github.athenaconnect.result;

import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.query.StatementKind;
import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.type.Excerpt;
import io.github.athenaconnect.type.RowType;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.ResultSet;
import software.amazon.awssdk.services.athena.model.Row;

/** The results of one query's executions as Athena hands them out, page by page. Safe for several threads. */
final class ResultPages {
    /** How long Athena keeps a result that it manages itself (user guide, "Managed query results"). */
    private static final Duration MANAGED_FOR = Duration.ofHours(24);

    private static final Pattern DENIED = Pattern.compile("(?i)access ?denied");

    /** Athena passes S3's answer on, in words that no documentation fixes. */
    private static final Pattern NO_OBJECT = Pattern.compile("(?i)NoSuchKey|key does not exist|not find results");

    /** A page of more than this part of what one may have is not kept while the next one is read. */
    private static final int KEPT = 3;

    private final AthenaClient athena;
    private final long maximumPageBytes;
    private final PageMarks marks;
    private final PageSize size;

    /**
     * Asks {@code athena}, which stays the caller's to close.
     *
     * @param maximumPageBytes what an answer may have, 1 or more; more than that is broken off
     */
    ResultPages(AthenaClient athena, long maximumPageBytes) {
        this.athena = athena;
        this.maximumPageBytes = maximumPageBytes;
        this.marks = new PageMarks(maximumPageBytes / KEPT);
        this.size = new PageSize(maximumPageBytes);
    }

    /** A reader of a whole result. */
    ResultReader open(Execution execution, RowType rowType) {
        return resume(execution, rowType, ResultPosition.START);
    }

    /** A reader of what is left of a result behind a position. */
    ResultReader resume(Execution execution, RowType rowType, ResultPosition from) {
        PagedRows rows = new PagedRows(this, execution, rowType.sources(), from.row());
        return new PageResultReader(rows, execution, rowType, from);
    }

    PageMarks marks() {
        return marks;
    }

    PageSize size() {
        return size;
    }

    /**
     * One page. The SDK's exceptions pass through where they are not about the result itself.
     *
     * @param token of the page, absent for the first
     * @param rows at most so many, 1 to 1,000, the heading counted
     * @throws UnreadableResultException if the result is gone, or Athena may not read it on the caller's behalf
     * @throws LargeAnswerException if the answer has more bytes than it may; fewer rows may have less
     */
    AnsweredPage page(Execution execution, Optional<String> token, int rows) {
        AnswerBytes bytes = new AnswerBytes(maximumPageBytes);
        try {
            GetQueryResultsResponse answer = athena.getQueryResults(get -> get.queryExecutionId(execution.id())
                    .nextToken(token.orElse(null))
                    .maxResults(rows)
                    .overrideConfiguration(override -> override.addPlugin(bytes::plugin)));
            requireWhole(execution, answer);
            return new AnsweredPage(answer, rows, bytes.counted());
        } catch (InvalidRequestException refused) {
            throw ofTheResult(execution, refused).<RuntimeException>map(e -> e).orElse(refused);
        } catch (SdkClientException failure) {
            throw LargeAnswerException.behind(failure)
                    .<RuntimeException>map(e -> e)
                    .orElse(failure);
        }
    }

    /** That not even one row can be asked for; which, and what helps. */
    UnreadableResultException tooLarge(Execution execution, PageMark at, LargeAnswerException large) {
        boolean heading = at.isFirst() && execution.result().kind() != StatementKind.TEXT;
        String location = ResultFingerprint.ofPages(execution.id()).location();
        return new UnreadableResultException(
                Reason.TOO_LARGE, large.message(location, heading ? "its heading" : "row " + (at.row() + 1)), large);
    }

    /** What the SDK makes of a null in a list. */
    private static void requireWhole(Execution execution, GetQueryResultsResponse answer) {
        ResultSet result = answer.resultSet();
        boolean whole = result == null
                || (result.rows().stream().allMatch(ResultPages::isWhole)
                        && (result.resultSetMetadata() == null
                                || result.resultSetMetadata().columnInfo().stream()
                                        .allMatch(Objects::nonNull)));
        if (!whole) {
            throw new UnreadableResultException(
                    Reason.MALFORMED,
                    "Result " + ResultFingerprint.ofPages(execution.id()).location()
                            + " is handed out with nothing where a row, a value or a column should be, as Athena does not;"
                            + " check aws.athena.endpoint, and run the query again.");
        }
    }

    private static boolean isWhole(@Nullable Row row) {
        return row != null && row.data().stream().allMatch(Objects::nonNull);
    }

    /** S3's refusals come in the words of a wrong request. */
    private static Optional<UnreadableResultException> ofTheResult(Execution execution, AthenaException refused) {
        String message = Optional.ofNullable(refused.awsErrorDetails())
                .map(AwsErrorDetails::errorMessage)
                .map(Excerpt::line)
                .orElse("");
        Optional<S3Location> location = execution.outputLocation().map(S3Location::parse);
        if (DENIED.matcher(message).find()) {
            return location.map(object -> S3Failures.denied(object, refused));
        }
        if (NO_OBJECT.matcher(message).find()) {
            return Optional.of(gone("is not there (any more), Athena said: " + message, refused));
        }
        return isExpired(execution)
                ? Optional.of(gone("is not there any more, as Athena keeps managed results for 24 hours", refused))
                : Optional.empty();
    }

    private static boolean isExpired(Execution execution) {
        return execution.result().managed()
                && execution.state() instanceof Execution.Succeeded succeeded
                && !execution.asOf().minus(MANAGED_FOR).isBefore(succeeded.completed());
    }

    private static UnreadableResultException gone(String how, AthenaException refused) {
        return new UnreadableResultException(
                Reason.GONE, "The result that Athena hands out in pages " + how + "; run the query again.", refused);
    }
}
