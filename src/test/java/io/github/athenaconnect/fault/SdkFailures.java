package io.github.athenaconnect.fault;

import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.InternalServerException;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.ThrottleReason;
import software.amazon.awssdk.services.athena.model.TooManyRequestsException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the SDK's clients throw after the last attempt of a call, of the types and in the words that they have. */
final class SdkFailures {
    private static final String REQUEST_ID = "0d1f-2c3e";

    private SdkFailures() {}

    static RuntimeException throttled() {
        return refused(AthenaException.builder(), 400, "ThrottlingException", "Rate exceeded");
    }

    static RuntimeException tooManyQueries() {
        return refused(
                TooManyRequestsException.builder().reason(ThrottleReason.CONCURRENT_QUERY_LIMIT_EXCEEDED),
                400,
                "TooManyRequestsException",
                "You have exceeded the limit for the number of queries you can run concurrently.");
    }

    static RuntimeException internal() {
        return refused(
                InternalServerException.builder(),
                500,
                "InternalServerException",
                "Amazon Athena experienced an error.");
    }

    static RuntimeException expired() {
        return refused(
                AthenaException.builder(),
                400,
                "ExpiredTokenException",
                "The security token included in the request is expired");
    }

    static RuntimeException notFound(String execution) {
        return refused(
                InvalidRequestException.builder(),
                400,
                "InvalidRequestException",
                "QueryExecution " + execution + " was not found");
    }

    private static RuntimeException refused(AthenaException.Builder builder, int status, String code, String message) {
        return builder.statusCode(status)
                .requestId(REQUEST_ID)
                .awsErrorDetails(details("Athena", code, message))
                .build();
    }

    static RuntimeException s3(int status, String code, String message) {
        S3Exception.Builder builder = status == 404 ? NoSuchKeyException.builder() : S3Exception.builder();
        return (RuntimeException) builder.statusCode(status)
                .requestId(REQUEST_ID)
                .awsErrorDetails(details("S3", code, message))
                .build();
    }

    private static AwsErrorDetails details(String service, String code, String message) {
        return AwsErrorDetails.builder()
                .serviceName(service)
                .errorCode(code)
                .errorMessage(message)
                .build();
    }

    static RuntimeException connectionRefused() {
        return notSent(new ConnectException("Connection refused"));
    }

    static RuntimeException connectionReset() {
        return notSent(new SocketException("Connection reset"));
    }

    private static RuntimeException notSent(SocketException cause) {
        return SdkClientException.builder()
                .message("Unable to execute HTTP request: " + cause.getMessage())
                .cause(cause)
                .build();
    }

    static RuntimeException unknownHost(String host) {
        return SdkClientException.builder()
                .message("Received an UnknownHostException when attempting to interact with a service."
                        + " See cause for the exact endpoint that is failing to resolve.")
                .cause(new UnknownHostException(host + ": Name or service not known"))
                .build();
    }

    static RuntimeException neverEnded(Duration limit) {
        return ApiCallTimeoutException.create(limit.toMillis());
    }
}
