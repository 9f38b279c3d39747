package io.github.athenaconnect.result;

import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.failure.FailureKind;
import io.github.athenaconnect.result.UnreadableResultException.Reason;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Sorts the errors S3 answers with, and what keeps it from being asked: final, and why, or worth another attempt. */
final class S3Failures {
    private static final String EXPIRED = "ExpiredToken";

    /** Codes that come as 400 Bad Request although the same request may succeed later, with renewed credentials maybe. */
    private static final Set<String> TRANSIENT_CODES = Set.of("RequestTimeout", "SlowDown", EXPIRED);

    private S3Failures() {}

    /** What the error means for whoever reads, or nothing if another attempt may go well. */
    static Optional<UnreadableResultException> asFinal(Exception failure, S3Location location) {
        return failure instanceof S3Exception answer
                ? asFinal(answer, location)
                : unanswered(failure, FailureKind.UNTRUSTED)
                        .map(thrown -> new UnreadableResultException(
                                Reason.UNTRUSTED,
                                "Result " + location + " could not be read, because the certificate that was shown does"
                                        + " not prove to be AWS's. "
                                        + CallFailure.of(thrown).explanation(),
                                thrown));
    }

    /** What was thrown instead of an answer, if it is of that kind. */
    private static Optional<SdkException> unanswered(Exception failure, FailureKind kind) {
        return Optional.of(failure)
                .filter(SdkException.class::isInstance)
                .map(SdkException.class::cast)
                .filter(thrown -> FailureKind.of(thrown) == kind);
    }

    private static Optional<UnreadableResultException> asFinal(S3Exception failure, S3Location location) {
        if (isTransient(failure)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (failure.statusCode()) {
                    case 404 -> unreadable(Reason.GONE, gone(location), failure);
                    case 412, 416 -> unreadable(Reason.CHANGED, changed(location), failure);
                    case 403 -> denied(location, failure);
                    default -> unreadable(Reason.DENIED, refused(location), failure);
                });
    }

    /** The error of a result that may not be read, whether S3 says so itself or through Athena. */
    static UnreadableResultException denied(S3Location location, AwsServiceException failure) {
        String message = "Reading result " + location + " was denied. Allow s3:GetObject on arn:aws:s3:::"
                + location.bucket() + "/" + location.key()
                + " and, where the object is encrypted with a KMS key, kms:Decrypt on that key:"
                + " S3 does not say which of them is missing. Without s3:ListBucket it answers the same for an object"
                + " that is not there.";
        return unreadable(Reason.DENIED, message, failure);
    }

    /** What to do about a failure that has not passed in time. */
    static String nextStep(Exception failure) {
        if (failure instanceof S3Exception answer) {
            return nextStep(answer);
        }
        return unanswered(failure, FailureKind.UNPROVEN)
                .map(thrown -> "the certificate that was shown does not prove now to be AWS's. "
                        + CallFailure.nextStep(FailureKind.UNPROVEN))
                .orElseGet(() -> nextStep(unknownHost(failure)));
    }

    private static String nextStep(S3Exception answer) {
        return EXPIRED.equals(details(answer).errorCode())
                ? "renew the credentials, or use a mode that renews them by itself."
                : "S3 is ill or asks for fewer requests: if this goes on, spread the schedules, then restart the task.";
    }

    private static String nextStep(Optional<String> unknownHost) {
        return unknownHost.isPresent()
                ? "the look-up of its host says \"" + unknownHost.get()
                        + "\": check the worker's name server and aws.s3.endpoint."
                : "check the network between this worker and S3.";
    }

    private static Optional<String> unknownHost(Exception failure) {
        return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .filter(UnknownHostException.class::isInstance)
                .map(cause -> String.valueOf(cause.getMessage()))
                .findFirst();
    }

    /** Whether it is S3 that denies the object, and not a wrong signature or an unknown key, which are 403 too. */
    static boolean isDenial(UnreadableResultException unreadable) {
        return unreadable.getCause() instanceof S3Exception answer
                && answer.statusCode() == 403
                && "AccessDenied".equals(details(answer).errorCode());
    }

    private static boolean isTransient(S3Exception failure) {
        return failure.statusCode() >= 500
                || failure.isThrottlingException()
                || TRANSIENT_CODES.contains(details(failure).errorCode());
    }

    private static UnreadableResultException unreadable(Reason reason, String message, AwsServiceException failure) {
        AwsErrorDetails details = details(failure);
        String answer = " AWS said: " + failure.statusCode() + " " + details.errorCode() + ", "
                + sentence(details.errorMessage());
        return new UnreadableResultException(reason, message + answer, failure);
    }

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }

    private static AwsErrorDetails details(AwsServiceException failure) {
        return Optional.ofNullable(failure.awsErrorDetails())
                .orElseGet(() -> AwsErrorDetails.builder()
                        .errorCode("without a code")
                        .errorMessage("without a message")
                        .build());
    }

    private static String gone(S3Location location) {
        return "Result " + location + " is not there (any more); look for a lifecycle rule or a clean-up of bucket \""
                + location.bucket() + "\", and run the query again.";
    }

    private static String changed(S3Location location) {
        return "Result " + location + " is not the object that was being read, somebody has replaced it;"
                + " run the query again.";
    }

    private static String refused(S3Location location) {
        return "S3 refused to hand out result " + location
                + "; check the bucket's region, the endpoint and the credentials.";
    }
}
