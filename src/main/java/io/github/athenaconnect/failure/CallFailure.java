package io.github.athenaconnect.failure;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A call to AWS that failed although the SDK had tried it several times.
 *
 * @param passing whether the same call may succeed later
 * @param explanation what AWS said and what to do next, fit for users: without anything that was signed with
 */
public record CallFailure(boolean passing, String explanation) {
    private static final Set<String> PASSING = Set.of(
            "TooManyRequestsException", "ThrottlingException", "Throttling", "SlowDown", "InternalServerException");
    private static final Set<String> CREDENTIALS = Set.of(
            "UnrecognizedClientException",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "InvalidClientTokenId",
            "InvalidAccessKeyId",
            "IncompleteSignature",
            "MissingAuthenticationToken");
    private static final Set<String> EXPIRED = Set.of("ExpiredTokenException", "ExpiredToken", "RequestExpired");
    private static final Set<String> DENIED = Set.of("AccessDeniedException", "AccessDenied");

    private static final int LONGEST_MESSAGE = 500;

    /** Sorts what the SDK threw. */
    public static CallFailure of(SdkException thrown) {
        return thrown instanceof AwsServiceException refused ? refused(refused) : notAnswered(thrown);
    }

    private static CallFailure refused(AwsServiceException thrown) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(thrown.awsErrorDetails());
        String code = details.map(AwsErrorDetails::errorCode).orElse("HTTP " + thrown.statusCode());
        String service = details.map(AwsErrorDetails::serviceName).orElse("AWS");
        String message = details.map(AwsErrorDetails::errorMessage).orElse("no message");
        boolean passing = PASSING.contains(code) || thrown.isThrottlingException() || thrown.statusCode() >= 500;
        return new CallFailure(
                passing || EXPIRED.contains(code),
                service + " answered " + code + ": " + shortened(message) + " (HTTP " + thrown.statusCode()
                        + ", request id " + thrown.requestId() + "). " + nextStep(code, passing));
    }

    private static CallFailure notAnswered(SdkException thrown) {
        boolean passing = thrown instanceof ApiCallTimeoutException
                || thrown instanceof ApiCallAttemptTimeoutException
                || causes(thrown).anyMatch(IOException.class::isInstance);
        return new CallFailure(
                passing,
                "AWS was not reached: " + shortened(String.valueOf(thrown.getMessage())) + ". "
                        + (passing
                                ? "Check the network, aws.region and the endpoint keys."
                                : "Check the credentials and the other aws.* keys."));
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
    }

    /**
     * Only the first line, up to a colon that introduces what was signed: the answer to a wrong signature goes on to
     * quote the request's headers, a session token among them.
     */
    private static String shortened(String message) {
        String line = message.lines().findFirst().orElse("").strip();
        int canonical = line.toLowerCase(Locale.ROOT).indexOf("canonical string");
        String told = canonical < 0 ? line : line.substring(0, canonical).strip();
        return told.length() <= LONGEST_MESSAGE ? told : told.substring(0, LONGEST_MESSAGE) + "...";
    }

    private static String nextStep(String code, boolean passing) {
        if (CREDENTIALS.contains(code)) {
            return "Check aws.credentials.mode and the keys that go with it; a secret may be mistyped or rotated.";
        }
        if (EXPIRED.contains(code)) {
            return "Renew the credentials, or use a mode that renews them by itself.";
        }
        if (DENIED.contains(code)) {
            return "Grant the connector's identity the action on the resource that AWS names.";
        }
        if (passing) {
            return "Ask for a higher quota, or spread the schedules, if this goes on.";
        }
        return "Correct the statement or the athena.* keys, then restart the task.";
    }
}
