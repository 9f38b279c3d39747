package io.github.athenaconnect.query;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.athena.model.AthenaException;

/** An answer that is one of the protocol, but that Athena does not give: somebody else does. */
final class ForeignAnswer {
    private static final int OK = 200;

    /** A little more than the API reference says of a QueryExecutionId; it goes into offsets, headers and logs. */
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private ForeignAnswer() {}

    /** The id of an execution, as Athena gives them. */
    static String requireId(@Nullable String id) {
        if (id == null || !ID.matcher(id).matches()) {
            throw found(id == null ? "no id of an execution" : "an id of " + id.length() + " characters");
        }
        return id;
    }

    /** An error without a code, as answers of others are: see {@link io.github.athenaconnect.failure.FailureKind#FOREIGN}. */
    static AthenaException found(String what) {
        return (AthenaException) AthenaException.builder()
                .statusCode(OK)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Athena")
                        .errorMessage("expected an answer about an execution, found " + what)
                        .build())
                .build();
    }
}
