package io.github.athenaconnect.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.fake.FakeAthena;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Which kind of cause each error code of AWS and each exception of the SDK stands for. */
class FailureKindTest {
    @ParameterizedTest
    @CsvSource({
        "UnrecognizedClientException, 400, UNKNOWN_IDENTITY",
        "InvalidClientTokenId, 403, UNKNOWN_IDENTITY",
        "InvalidAccessKeyId, 403, UNKNOWN_IDENTITY",
        "InvalidSignatureException, 400, WRONG_SECRET",
        "SignatureDoesNotMatch, 403, WRONG_SECRET",
        "IncompleteSignature, 400, WRONG_SECRET",
        "ExpiredTokenException, 400, EXPIRED",
        "ExpiredToken, 400, EXPIRED",
        "RequestTimeTooSkewed, 403, CLOCK",
        "RequestExpired, 400, CLOCK",
        "AccessDeniedException, 400, DENIED",
        "AccessDenied, 403, DENIED",
        "ThrottlingException, 400, PASSING",
        "TooManyRequestsException, 400, PASSING",
        "SlowDown, 503, PASSING",
        "InternalServerException, 500, PASSING",
        "InvalidRequestException, 400, REFUSED",
        "MetadataException, 400, REFUSED",
        "NoSuchBucket, 404, REFUSED",
        ", 403, FOREIGN",
        ", 502, PASSING",
    })
    void anAnswerIsSortedByItsCode(String code, int status, FailureKind kind) {
        assertThat(FailureKind.of(FakeAthena.refusal(code, status, "words"))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "Signature expired: 20240101T000000Z is now earlier than 20240102T000000Z, CLOCK",
        "Signature not yet current: 20240101T000000Z is still later, CLOCK",
        "Credential should be scoped to a valid region., WRONG_REGION",
        "The request signature we calculated does not match, WRONG_SECRET",
    })
    void aRefusedSignatureIsSortedByItsWords(String message, FailureKind kind) {
        assertThat(FailureKind.of(FakeAthena.refusal("InvalidSignatureException", 400, message)))
                .isEqualTo(kind);
    }

    static List<Throwable> whatPasses() {
        return List.of(
                new CertificateExpiredException("NotAfter: Sun Mar 01 10:00:00 UTC 2026"),
                new CertificateNotYetValidException("NotBefore: Sun Mar 01 10:00:00 UTC 2026"),
                new CertificateException("PKIX path validation failed", invalid(BasicReason.EXPIRED)),
                new CertificateException("PKIX path validation failed", invalid(BasicReason.NOT_YET_VALID)),
                new CertificateException(
                        "PKIX path validation failed", invalid(BasicReason.UNDETERMINED_REVOCATION_STATUS)));
    }

    static List<Throwable> whatProvesAnother() {
        return List.of(
                new CertificateException(
                        "PKIX path building failed", new CertPathBuilderException("unable to find a path")),
                new CertificateException("PKIX path validation failed", invalid(BasicReason.REVOKED)),
                new CertificateException("PKIX path validation failed", invalid(BasicReason.INVALID_SIGNATURE)),
                new CertificateException("No subject alternative names matching IP address 127.0.0.1 found"),
                new SSLPeerUnverifiedException("doesn't match any of the subject alternative names"));
    }

    /** Whoever tells of revoked certificates may have no address itself. */
    private static CertPathValidatorException invalid(BasicReason reason) {
        return new CertPathValidatorException(
                "not valid", new UnknownHostException("ocsp.example.com"), null, -1, reason);
    }

    private static SdkClientException handshakeFailed(Throwable cause) {
        return SdkClientException.create(
                "Unable to execute HTTP request", new SSLHandshakeException("the handshake").initCause(cause));
    }

    @ParameterizedTest
    @MethodSource("whatPasses")
    void aCertificateThatMayHoldLaterIsToldFromOneOfAnother(Throwable cause) {
        assertThat(FailureKind.of(handshakeFailed(cause))).isEqualTo(FailureKind.UNPROVEN);
        assertThat(CallFailure.of(handshakeFailed(cause)).passing()).isTrue();
        assertThat(CallFailure.of(handshakeFailed(cause)).explanation())
                .startsWith("AWS was not reached: Unable to execute HTTP request.")
                .contains("Nothing was sent", "the worker's clock", "renewed");
    }

    @ParameterizedTest
    @MethodSource("whatProvesAnother")
    void aCertificateOfAnotherIsFinal(Throwable cause) {
        assertThat(FailureKind.of(handshakeFailed(cause))).isEqualTo(FailureKind.UNTRUSTED);
        assertThat(CallFailure.of(handshakeFailed(cause)).passing()).isFalse();
    }

    @Test
    void anAbsentAnswerIsSortedByItsCause() {
        assertThat(FailureKind.of(SdkClientException.create("no", new UnknownHostException("athena.nowhere"))))
                .isEqualTo(FailureKind.UNKNOWN_HOST);
        assertThat(FailureKind.of(SdkClientException.create("no", new ConnectException("refused"))))
                .isEqualTo(FailureKind.UNREACHED);
        assertThat(FailureKind.of(SdkClientException.create(
                        "no", new SSLHandshakeException("Remote host terminated the handshake"))))
                .as("a connection that broke off before there was a certificate")
                .isEqualTo(FailureKind.UNREACHED);
        assertThat(FailureKind.of(ApiCallTimeoutException.create(5))).isEqualTo(FailureKind.UNREACHED);
        assertThat(FailureKind.of(SdkClientException.create("Unable to load credentials")))
                .isEqualTo(FailureKind.NO_CREDENTIALS);
    }
}
