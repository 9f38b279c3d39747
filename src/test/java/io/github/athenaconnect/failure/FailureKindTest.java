package io.github.athenaconnect.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.fake.FakeAthena;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
