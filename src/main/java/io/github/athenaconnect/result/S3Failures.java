package io.github.athenaconnect.result;

import io.github.athenaconnect.result.UnreadableResultException.Reason;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Sorts the errors S3 answers with: final, and why, or worth another attempt. */
final class S3Failures {
    /** Codes that come as 400 Bad Request although the same request may succeed later, with renewed credentials maybe. */
    private static final Set<String> TRANSIENT_CODES = Set.of("RequestTimeout", "SlowDown", "ExpiredToken");

    private S3Failures() {}

    /** What the error means for whoever reads, or nothing if another attempt may go well. */
    static Optional<UnreadableResultException> asFinal(S3Exception failure, S3Location location) {
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
        String answer =
                " AWS said: " + failure.statusCode() + " " + details.errorCode() + ", " + details.errorMessage();
        return new UnreadableResultException(reason, message + answer, failure);
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
