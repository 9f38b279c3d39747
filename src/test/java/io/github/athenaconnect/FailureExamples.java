package io.github.athenaconnect;

import static io.github.athenaconnect.fake.FakeAthena.refusal;

import io.github.athenaconnect.failure.ExecutionFailure;
import io.github.athenaconnect.failure.FailureKind;
import io.github.athenaconnect.failure.Verdict;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** One failure of each kind, as AWS or its SDK tells it. */
final class FailureExamples {
    private FailureExamples() {}

    static SdkException of(FailureKind kind) {
        return switch (kind) {
            case UNKNOWN_IDENTITY ->
                refusal("UnrecognizedClientException", 400, "The security token included in the request is invalid.");
            case WRONG_SECRET ->
                refusal(
                        "InvalidSignatureException",
                        403,
                        "The request signature we calculated does not match the signature you provided.");
            case EXPIRED ->
                refusal("ExpiredTokenException", 403, "The security token included in the request is expired");
            case CLOCK ->
                refusal(
                        "InvalidSignatureException",
                        403,
                        "Signature expired: 20260301T100000Z is now earlier than 20260301T103000Z");
            case WRONG_REGION ->
                refusal("InvalidSignatureException", 403, "Credential should be scoped to a valid region.");
            case NO_CREDENTIALS ->
                SdkClientException.create("Unable to load credentials from any of the providers in the chain");
            case UNKNOWN_HOST ->
                SdkClientException.create(
                        "athena.eu-west-9.amazonaws.com", new UnknownHostException("athena.eu-west-9.amazonaws.com"));
            case UNREACHED -> SdkClientException.create("Connection reset", new SocketException("Connection reset"));
            case UNTRUSTED ->
                SdkClientException.create(
                        "PKIX path building failed: unable to find valid certification path to requested target",
                        new CertificateException("unable to find valid certification path to requested target"));
            case UNPROVEN ->
                SdkClientException.create(
                        "PKIX path validation failed: validity check failed",
                        new CertificateExpiredException("NotAfter: Sun Mar 01 10:00:00 UTC 2026"));
            case FOREIGN ->
                AwsServiceException.builder().statusCode(407).requestId("none").build();
            case PASSING -> refusal("ThrottlingException", 400, "Rate exceeded");
            case DENIED ->
                refusal(
                        "AccessDeniedException",
                        400,
                        "User is not authorized to perform: athena:StartQueryExecution on resource: workgroup/primary");
            case REFUSED -> refusal("InvalidRequestException", 400, "WorkGroup is not found.");
        };
    }

    static ExecutionFailure of(Verdict verdict) {
        return switch (verdict) {
            case RETRY_RUN ->
                new ExecutionFailure(
                        "FAILED", "Query exhausted a passing limit of the service", Optional.of(233), true);
            case STOP_UNTIL_RESTART ->
                new ExecutionFailure(
                        "FAILED",
                        "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.shop.orders' does not exist",
                        Optional.of(1006),
                        false);
            case STOP_UNTIL_CHANGE ->
                new ExecutionFailure("FAILED", "Query exhausted resources at this scale factor", Optional.of(3), true);
        };
    }
}
