package io.github.athenaconnect.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.localstack.access.AccessKey;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Nobody gets in without the right secret. */
@ExtendWith(LocalStackExtension.class)
class SignatureConformanceTest {
    private final LocalStack stack;

    SignatureConformanceTest(LocalStack stack) {
        this.stack = stack;
    }

    @Test
    void athenaRefusesAWrongSecret() {
        try (AthenaClient client =
                stack.athenaClient(new AccessKey(stack.accessKey().id(), "wrong"))) {
            assertThatThrownBy(() -> client.listWorkGroups(list -> {}))
                    .isInstanceOfSatisfying(AthenaException.class, error -> {
                        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidSignatureException");
                        assertThat(error.statusCode()).isEqualTo(400);
                        assertThat(error).hasMessageContaining("signature we calculated does not match");
                    });
        }
    }

    @Test
    void athenaRefusesAnUnknownKey() {
        try (AthenaClient client = stack.athenaClient(new AccessKey("AKIANOBODY", "any"))) {
            assertThatThrownBy(() -> client.listWorkGroups(list -> {}))
                    .isInstanceOfSatisfying(
                            AthenaException.class,
                            error -> assertThat(error.awsErrorDetails().errorCode())
                                    .isEqualTo("UnrecognizedClientException"));
        }
    }

    @Test
    void athenaRefusesASignatureForAnotherRegion() {
        try (AthenaClient client = AthenaClient.builder()
                .endpointOverride(stack.athenaEndpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(stack.credentials(stack.accessKey()))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build()) {
            assertThatThrownBy(() -> client.listWorkGroups(list -> {}))
                    .isInstanceOf(AthenaException.class)
                    .hasMessageContaining("Credential should be scoped to a valid region");
        }
    }

    @Test
    void athenaRefusesARequestWithoutASignature() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(stack.athenaEndpoint())
                                .header("X-Amz-Target", "AmazonAthena.ListWorkGroups")
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("MissingAuthenticationTokenException");
    }

    @Test
    void s3RefusesAWrongSecret() {
        try (S3Client client = stack.s3Client(new AccessKey(stack.accessKey().id(), "wrong"))) {
            assertThatThrownBy(() -> client.listObjectsV2(list -> list.bucket(stack.resultBucket())))
                    .isInstanceOfSatisfying(S3Exception.class, error -> {
                        assertThat(error.statusCode()).isEqualTo(403);
                        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
                    });
        }
    }

    @Test
    void s3RefusesAnUnknownKey() {
        try (S3Client client = stack.s3Client(new AccessKey("AKIANOBODY", "any"))) {
            assertThatThrownBy(() -> client.listObjectsV2(list -> list.bucket(stack.resultBucket())))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            error -> assertThat(error.statusCode()).isEqualTo(403));
        }
    }
}
