package io.github.athenaconnect.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.localstack.access.AccessKey;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** What a test of identities asks and asserts, in the words of the plain SDK. */
final class IdentityDriver {
    private final LocalStack stack;

    IdentityDriver(LocalStack stack) {
        this.stack = stack;
    }

    /** A client of STS; the caller closes it. */
    StsClient sts(AccessKey caller) {
        return sts(stack.credentials(caller));
    }

    /** A client of STS; the caller closes it. */
    StsClient sts(AwsCredentialsProvider credentials) {
        return StsClient.builder()
                .endpointOverride(stack.stsEndpoint())
                .region(stack.region())
                .credentialsProvider(credentials)
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    /** Who the owner of credentials is, as STS says. */
    String arn(AwsCredentialsProvider credentials) {
        try (StsClient sts = sts(credentials)) {
            return sts.getCallerIdentity().arn();
        }
    }

    /** Asserts that Athena and S3 take temporary credentials. */
    void assertGood(AwsCredentials credentials) {
        assertThat(credentials).isInstanceOf(AwsSessionCredentials.class);
        String token = ((AwsSessionCredentials) credentials).sessionToken();
        AccessKey got = new AccessKey(credentials.accessKeyId(), credentials.secretAccessKey(), Optional.of(token));
        try (AthenaClient athena = stack.athenaClient(got);
                S3Client s3 = stack.s3Client(got)) {
            assertThat(athena.listWorkGroups(list -> {}).workGroups()).isNotEmpty();
            assertThat(s3.headBucket(head -> head.bucket(stack.resultBucket()))).isNotNull();
        }
    }

    static AwsCredentials sdk(Credentials credentials) {
        return AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    }

    static void assertError(ThrowingCallable call, int status, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, error -> {
            assertThat(error.statusCode()).isEqualTo(status);
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }
}
