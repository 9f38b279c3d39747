package io.github.athenaconnect.failure;

import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A call to AWS that failed although it had been tried several times, by the SDK or, where Athena throttles it, in its turn.
 *
 * @param passing whether the same call may succeed later
 * @param explanation what AWS said and what to do next, fit for users: without anything that was signed with
 */
public record CallFailure(boolean passing, String explanation) {
    private static final int LONGEST_MESSAGE = 500;

    private static final String ILL =
            "This is AWS's own failure, and mostly passes: if it does not, see the AWS health dashboard, then restart the task.";

    /** Says what follows from what the SDK threw. */
    public static CallFailure of(SdkException thrown) {
        FailureKind kind = FailureKind.of(thrown);
        String what = thrown instanceof AwsServiceException refusal
                ? answer(refusal)
                : (kind == FailureKind.NO_CREDENTIALS ? "AWS was not asked: " : "AWS was not reached: ") + said(thrown)
                        + ".";
        return new CallFailure(kind.passing(), what + " " + nextStep(thrown, kind));
    }

    private static String nextStep(SdkException thrown, FailureKind kind) {
        return isIll(thrown) ? ILL : nextStep(kind);
    }

    /** No quota helps against errors of AWS itself. */
    private static boolean isIll(SdkException thrown) {
        return thrown instanceof AwsServiceException answer
                && FailureKind.of(thrown) == FailureKind.PASSING
                && !answer.isThrottlingException()
                && answer.statusCode() >= 500;
    }

    /** What AWS answered, in one sentence fit for users: without anything that was signed with. */
    public static String answer(AwsServiceException refusal) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(refusal.awsErrorDetails());
        return details.map(AwsErrorDetails::serviceName).orElse("AWS")
                + " answered " + details.map(AwsErrorDetails::errorCode).orElse("HTTP " + refusal.statusCode())
                + ": " + excerpt(details.map(AwsErrorDetails::errorMessage).orElse("no message"))
                + " (HTTP " + refusal.statusCode() + ", request id " + refusal.requestId() + ").";
    }

    /** What the SDK says of a call that was not answered; of a host without an address, which it does not repeat, what the look-up says. */
    public static String said(SdkException thrown) {
        Throwable telling = Stream.iterate((Throwable) thrown, Objects::nonNull, Throwable::getCause)
                .filter(cause -> FailureKind.of(thrown) == FailureKind.UNKNOWN_HOST)
                .filter(UnknownHostException.class::isInstance)
                .findFirst()
                .orElse(thrown);
        return excerpt(String.valueOf(telling.getMessage()));
    }

    /**
     * What of a message of AWS or the SDK is fit for users: the first line, up to where it introduces what was signed,
     * because the answer to a wrong signature goes on to quote the request's headers, a session token among them.
     */
    public static String excerpt(String message) {
        String line = message.lines().findFirst().orElse("").strip();
        int canonical = line.toLowerCase(Locale.ROOT).indexOf("canonical string");
        String told = canonical < 0 ? line : line.substring(0, canonical).strip();
        return ForeignText.line(told, LONGEST_MESSAGE);
    }

    /** What to do about a failure of this kind, in whole sentences. */
    public static String nextStep(FailureKind kind) {
        return switch (kind) {
            case UNKNOWN_IDENTITY, WRONG_SECRET ->
                "Check aws.credentials.mode and the keys that go with it; a secret may be mistyped or rotated.";
            case EXPIRED -> "Renew the credentials, or use a mode that renews them by itself.";
            case CLOCK -> "Set the worker's clock.";
            case WRONG_REGION -> "Check aws.region and the endpoint keys.";
            case NO_CREDENTIALS -> "Check the credentials and the other aws.* keys.";
            case UNKNOWN_HOST, UNREACHED -> "Check the network, aws.region and the endpoint keys.";
            case UNTRUSTED ->
                "Nothing was sent. Check the endpoint keys and the worker's proxy; if this is who should answer, have its"
                        + " certificate renewed, or add the authority that issued it to the worker's trust store"
                        + " (javax.net.ssl.trustStore).";
            case UNPROVEN ->
                "Nothing was sent. By the worker's clock the certificate is out of date, or whether it was revoked cannot"
                        + " be looked up: set that clock if it is wrong, otherwise have the certificate renewed, and let the"
                        + " worker reach who tells of revoked ones.";
            case FOREIGN -> "Check the endpoint keys and the worker's proxy: this may not be AWS.";
            case DENIED -> "Grant the connector's identity the action on the resource that AWS names.";
            case PASSING -> "Ask for a higher quota, or spread the schedules, if this goes on.";
            case REFUSED -> "Correct the statement or the athena.* keys, then restart the task.";
        };
    }
}
