package io.github.athenaconnect.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.utils.AttributeMap;

/** What is heard of requests that came too fast, whatever the SDK then did. */
class ThrottleWatchTest {
    private static final AwsSettings SETTINGS = new AwsSettings(
            Region.EU_WEST_1,
            new CredentialsSettings.AccessKeys("AKIDEXAMPLE", new Password("hushhush"), Optional.empty()),
            List.of(),
            Endpoints.OF_REGION);

    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();

    /** Refuses the first requests with one code, then answers all others with an empty success. */
    private record Refusing(int refusals, int status, String code, AtomicInteger requests)
            implements SdkHttpClient, SdkHttpClient.Builder<Refusing> {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            boolean refused = requests.incrementAndGet() <= refusals;
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    String body = request.httpRequest().host().contains("s3")
                            ? "<Error><Code>" + code + "</Code></Error>"
                            : "{\"__type\":\"" + code + "\"}";
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder()
                                    .statusCode(refused ? status : 200)
                                    .build())
                            .responseBody(AbortableInputStream.create(
                                    new ByteArrayInputStream((refused ? body : "{}").getBytes(StandardCharsets.UTF_8))))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap serviceDefaults) {
            return this;
        }

        @Override
        public void close() {}
    }

    private QueryClients clients(int refusals, int status, String code) {
        Refusing http = new Refusing(refusals, status, code, requests);
        return AwsClients.open(SETTINGS, "test", () -> http).ofQuery(heard::incrementAndGet);
    }

    /** They are made again when it is their turn, which the SDK does not know (PacedAthena). */
    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingException", "TooManyRequestsException"})
    void athenasAreHeardAndNotRepeatedByTheSdk(String code) {
        AthenaClient athena = clients(3, 400, code).athena();

        assertThatThrownBy(() -> athena.startQueryExecution(start -> start.queryString("SELECT 1")))
                .isInstanceOfSatisfying(
                        AthenaException.class,
                        refusal -> assertThat(refusal.isThrottlingException()).isTrue());
        assertThatThrownBy(() -> athena.getQueryExecution(get -> get.queryExecutionId("e")))
                .isInstanceOf(AthenaException.class);
        assertThatThrownBy(() -> athena.getQueryResults(get -> get.queryExecutionId("e")))
                .isInstanceOf(AthenaException.class);
        assertThat(heard).hasValue(3);
        assertThat(requests).hasValue(3);
    }

    /** They save money, and whoever asks for one has no time to ask again. */
    @Test
    void thoseOfCancellationsAreHeardAndRepeatedByTheSdk() {
        clients(1, 400, "ThrottlingException").athena().stopQueryExecution(stop -> stop.queryExecutionId("e"));

        assertThat(heard).hasValue(1);
        assertThat(requests).hasValue(2);
    }

    @Test
    void otherPassingRefusalsOfAthenaAreRepeatedByTheSdk() {
        clients(2, 500, "InternalServerException").athena().getQueryExecution(get -> get.queryExecutionId("e"));

        assertThat(heard).hasValue(0);
        assertThat(requests).hasValue(3);
    }

    @Test
    void s3sAreHeard() {
        clients(1, 503, "SlowDown").s3().getObject(get -> get.bucket("results").key("a.csv"));

        assertThat(heard).hasValue(1);
    }

    @Test
    void otherRefusalsAreNot() {
        QueryClients clients = clients(1, 400, "InvalidRequestException");

        assertThatThrownBy(() -> clients.athena().stopQueryExecution(stop -> stop.queryExecutionId("e")))
                .isInstanceOf(SdkException.class);
        assertThat(heard).hasValue(0);
    }

    @Test
    void callsThatGoWellAreNot() {
        QueryClients clients = clients(0, 200, "");
        clients.athena().startQueryExecution(start -> start.queryString("SELECT 1"));
        clients.athena().getQueryResults(get -> get.queryExecutionId("e"));

        assertThat(heard).hasValue(0);
    }
}
