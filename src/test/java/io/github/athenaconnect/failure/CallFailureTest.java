package io.github.athenaconnect.failure;

import static io.github.athenaconnect.fake.FakeAthena.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

class CallFailureTest {
    @ParameterizedTest
    @CsvSource({
        "ThrottlingException, 400, true",
        "TooManyRequestsException, 400, true",
        "InternalServerException, 500, true",
        "SomethingNew, 503, true",
        "ExpiredTokenException, 400, true",
        "InvalidToken, 400, true",
        "RequestExpired, 400, true",
        "IncompleteSignatureException, 400, false",
        "InvalidRequestException, 400, false",
        "AccessDeniedException, 400, false",
        "UnrecognizedClientException, 400, false",
    })
    void whatMayPassIsToldFromWhatMustBeMended(String code, int status, boolean passing) {
        CallFailure failure = CallFailure.of(refusal(code, status, "because"));

        assertThat(failure.passing()).isEqualTo(passing);
        assertThat(failure.explanation()).contains("Athena", code, "because", "HTTP " + status, "request-1");
    }

    @Test
    void aFailureOfTheServerIsNotBlamedOnTheStatement() {
        assertThat(CallFailure.of(refusal("ServiceUnavailable", 503, "Please retry"))
                        .explanation())
                .doesNotContain("Correct the statement");
    }

    @Test
    void aServerThatIsNotReachedMayBeReachedLater() {
        assertThat(CallFailure.of(SdkClientException.create("refused", new ConnectException("refused")))
                        .passing())
                .isTrue();
        assertThat(CallFailure.of(ApiCallTimeoutException.create(30_000)).passing())
                .isTrue();
    }

    @Test
    void noQuotaIsBlamedForAnErrorOfAwsItself() {
        assertThat(CallFailure.of(refusal("InternalServerException", 500, "an error"))
                        .explanation())
                .contains("restart the task")
                .doesNotContain("quota");
        assertThat(CallFailure.of(refusal("ThrottlingException", 503, "Rate exceeded"))
                        .explanation())
                .contains("quota");
    }

    @Test
    void missingCredentialsDoNotComeByThemselves() {
        CallFailure failure = CallFailure.of(SdkClientException.create("Unable to load credentials"));

        assertThat(failure.passing()).isFalse();
        assertThat(failure.explanation())
                .startsWith("AWS was not asked: Unable to load credentials")
                .contains("aws.*");
    }

    /** The SDK's own words send the reader to the cause. */
    @Test
    void aHostWithoutAnAddressIsNamed() {
        SdkClientException thrown = SdkClientException.create(
                "Received an UnknownHostException when attempting to interact with a service. See cause",
                new UnknownHostException("athena.eu-west-9.amazonaws.com: Name or service not known"));

        assertThat(CallFailure.of(thrown).explanation())
                .startsWith("AWS was not reached: athena.eu-west-9.amazonaws.com: Name or service not known.");
    }

    @Test
    void whatWasSignedIsNotRepeated() {
        String message = "The request signature we calculated does not match the signature you provided. The Canonical"
                + " String for this request should have been 'POST\n/\n\nx-amz-security-token:hushhush-token'";

        assertThat(CallFailure.of(refusal("InvalidSignatureException", 403, message))
                        .explanation())
                .doesNotContain("hushhush-token", "POST")
                .contains("does not match", "aws.credentials.mode");
    }
}
