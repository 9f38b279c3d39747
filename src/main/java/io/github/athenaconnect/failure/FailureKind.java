package io.github.athenaconnect.failure;

import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What kind of cause a failed call to AWS has: the one table of AWS's error codes and the SDK's exceptions. What follows
 * is decided by the kind, while a query runs and while a configuration is validated.
 */
public enum FailureKind {
    /** The id of the key is not known. */
    UNKNOWN_IDENTITY,
    /** The id is known, but the signature does not fit. */
    WRONG_SECRET,
    /** The credentials were good once. */
    EXPIRED,
    /** The worker's clock is wrong. */
    CLOCK,
    /** Signed for another region than the service is in. */
    WRONG_REGION,
    /** There are no credentials to sign with. */
    NO_CREDENTIALS,
    /** No such host. */
    UNKNOWN_HOST,
    /** No connection, or no answer. */
    UNREACHED,
    /** Somebody answers who is another: the certificate is of nobody the worker trusts, of another name, or revoked. */
    UNTRUSTED,
    /**
     * Somebody answers who cannot prove just now to be the service: by the worker's clock the certificate is out of date, or
     * whether it was revoked cannot be told.
     */
    UNPROVEN,
    /** Somebody answers, but not as the service would. */
    FOREIGN,
    /** AWS is at fault, and only for now: nobody's key. */
    PASSING,
    /** The identity lacks a right. */
    DENIED,
    /** Anything else that the service says of the request. */
    REFUSED;

    private static final Set<String> UNKNOWN_IDENTITIES =
            Set.of("UnrecognizedClientException", "InvalidClientTokenId", "InvalidAccessKeyId");
    private static final Set<String> WRONG_SIGNATURES = Set.of(
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "AuthorizationHeaderMalformed");
    private static final Set<String> EXPIRED_CODES =
            Set.of("ExpiredTokenException", "ExpiredToken", "InvalidToken", "TokenRefreshRequired");
    private static final Set<String> CLOCK_CODES = Set.of("RequestTimeTooSkewed", "RequestExpired");
    private static final Set<String> DENIED_CODES =
            Set.of("AccessDeniedException", "AccessDenied", "AllAccessDisabled");

    /** Why a chain of certificates may hold later, although nobody renews it: the worker's clock is set, a list is there again. */
    private static final Set<CertPathValidatorException.Reason> PASSING_REASONS =
            Set.of(BasicReason.EXPIRED, BasicReason.NOT_YET_VALID, BasicReason.UNDETERMINED_REVOCATION_STATUS);

    /** Sorts what the SDK threw. */
    public static FailureKind of(SdkException thrown) {
        return thrown instanceof AwsServiceException answered ? answered(answered) : notAnswered(thrown);
    }

    /** Whether the same call may succeed later although nobody mends the configuration. */
    public boolean passing() {
        return switch (this) {
            case PASSING, EXPIRED, CLOCK, UNKNOWN_HOST, UNREACHED, UNPROVEN -> true;
            case UNKNOWN_IDENTITY, WRONG_SECRET, WRONG_REGION, NO_CREDENTIALS, UNTRUSTED, FOREIGN, DENIED, REFUSED ->
                false;
        };
    }

    private static FailureKind answered(AwsServiceException thrown) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(thrown.awsErrorDetails());
        String code = details.map(AwsErrorDetails::errorCode).orElse(String.valueOf(thrown.statusCode()));
        String message = details.map(AwsErrorDetails::errorMessage).orElse("").toLowerCase(Locale.ROOT);
        if (CLOCK_CODES.contains(code)
                || message.startsWith("signature expired")
                || message.startsWith("signature not yet")) {
            return CLOCK;
        }
        if (WRONG_SIGNATURES.contains(code)) {
            return message.contains("region") ? WRONG_REGION : WRONG_SECRET;
        }
        if (UNKNOWN_IDENTITIES.contains(code)) {
            return UNKNOWN_IDENTITY;
        }
        if (EXPIRED_CODES.contains(code)) {
            return EXPIRED;
        }
        if (DENIED_CODES.contains(code)) {
            return DENIED;
        }
        if (thrown.isThrottlingException() || thrown.statusCode() >= 500 || code.equals("TooManyRequestsException")) {
            return PASSING;
        }
        return details.map(AwsErrorDetails::errorCode).isPresent() ? REFUSED : FOREIGN;
    }

    private static FailureKind notAnswered(SdkException thrown) {
        // Before anything else: who is asked whether a certificate was revoked may have no address, or not answer.
        if (anyCause(thrown, FailureKind::isOfCertificate)) {
            return anyCause(thrown, FailureKind::mayHoldLater) ? UNPROVEN : UNTRUSTED;
        }
        if (causedBy(thrown, UnknownHostException.class)) {
            return UNKNOWN_HOST;
        }
        boolean unreached = thrown instanceof ApiCallTimeoutException
                || thrown instanceof ApiCallAttemptTimeoutException
                || causedBy(thrown, IOException.class);
        return unreached ? UNREACHED : NO_CREDENTIALS;
    }

    private static boolean isOfCertificate(Throwable cause) {
        return cause instanceof CertificateException
                || cause instanceof CertPathValidatorException
                || cause instanceof SSLPeerUnverifiedException;
    }

    private static boolean mayHoldLater(Throwable cause) {
        return cause instanceof CertificateExpiredException
                || cause instanceof CertificateNotYetValidException
                || (cause instanceof CertPathValidatorException invalid
                        && PASSING_REASONS.contains(invalid.getReason()));
    }

    private static boolean causedBy(Throwable thrown, Class<? extends Throwable> type) {
        return anyCause(thrown, type::isInstance);
    }

    private static boolean anyCause(Throwable thrown, Predicate<Throwable> is) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .anyMatch(is);
    }
}
