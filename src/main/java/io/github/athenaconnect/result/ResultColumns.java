package io.github.athenaconnect.result;

import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.type.AthenaColumn;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;

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

    /**
     * The columns of the result of an execution that has succeeded, in order. The SDK's exceptions pass through.
     *
     * @throws UnreadableResultException if Athena may not read the result on the caller's behalf
     */
    public List<AthenaColumn> of(Execution execution) {
        try {
            return firstPage(execution.id()).stream().map(ResultColumns::column).toList();
        } catch (InvalidRequestException e) {
            throw execution
                    .outputLocation()
                    .filter(location -> deniedByS3(e))
                    .<RuntimeException>map(location -> S3Failures.denied(S3Location.parse(location), e))
                    .orElse(e);
        }
    }

    private List<ColumnInfo> firstPage(String executionId) {
        return athena.getQueryResults(get -> get.queryExecutionId(executionId).maxResults(1))
                .resultSet()
                .resultSetMetadata()
                .columnInfo();
    }

    /** Athena passes S3's refusal on in the words of a wrong request. */
    private static boolean deniedByS3(AthenaException refused) {
        return Optional.ofNullable(refused.awsErrorDetails())
                .map(AwsErrorDetails::errorMessage)
                .filter(message -> message.toLowerCase(Locale.ROOT).contains("access denied"))
                .isPresent();
    }

    private static AthenaColumn column(ColumnInfo info) {
        return new AthenaColumn(info.label(), info.type(), info.precision(), info.scale());
    }
}
