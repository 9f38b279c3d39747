package io.github.athenaconnect.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.athenaconnect.MachineTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;

/** What the clients send where, whatever the worker is set to, and how they end. */
class AwsClientsTest {
    private static final CredentialsSettings KEYS = new CredentialsSettings.AccessKeys(
            "AKIDEXAMPLE", new Password("hushhush"), Optional.of(new Password("hushhush-token")));
    private static final AwsSettings PLAIN = new AwsSettings(Region.EU_WEST_1, KEYS, List.of(), Endpoints.OF_REGION);

    @Nested
    class Requests {
        private static final int REFUSED = 400;
        private static final int UNAVAILABLE = 503;

        private RecordingHttpClient http = new RecordingHttpClient(REFUSED);

        @Test
        void areSignedForTheRegionWithTheKeys() {
            assertThat(header(toAthena(PLAIN), "Authorization"))
                    .contains("Credential=AKIDEXAMPLE/", "/eu-west-1/athena/")
                    .doesNotContain("hushhush");
            assertThat(header(toS3(PLAIN), "X-Amz-Security-Token")).isEqualTo("hushhush-token");
        }

        @Test
        void tellWhoSendsThem() {
            assertThat(header(toAthena(PLAIN), "User-Agent")).endsWith("kafka-connect-athena/1.2.3");
            assertThat(header(toS3(PLAIN), "User-Agent")).endsWith("kafka-connect-athena/1.2.3");
        }

        @Test
        void goToTheServicesOfTheRegion() {
            assertThat(toAthena(PLAIN).getUri().getHost()).isEqualTo("athena.eu-west-1.amazonaws.com");
            assertThat(toS3(PLAIN).getUri())
                    .hasHost("results.s3.eu-west-1.amazonaws.com")
                    .hasPath("/a.csv");
        }

        @Test
        void goToTheConfiguredEndpoints() {
            AwsSettings settings = new AwsSettings(
                    Region.EU_WEST_1,
                    KEYS,
                    List.of(),
                    new Endpoints(
                            Optional.of(URI.create("http://127.0.0.1:4000")),
                            Optional.of(URI.create("http://127.0.0.1:4001")),
                            Optional.empty(),
                            true,
                            false,
                            false));

            assertThat(toAthena(settings).getUri()).hasHost("127.0.0.1").hasPort(4000);
            assertThat(toS3(settings).getUri())
                    .hasHost("127.0.0.1")
                    .hasPort(4001)
                    .hasPath("/results/a.csv");
        }

        @Test
        void goToTheEndpointsOfTheKindAskedFor() {
            assertThat(toAthena(at(true, false)).getUri().getHost()).isEqualTo("athena-fips.us-east-1.amazonaws.com");
            assertThat(toS3(at(true, false)).getUri().getHost()).isEqualTo("results.s3-fips.us-east-1.amazonaws.com");
            assertThat(toAthena(at(false, true)).getUri().getHost()).isEqualTo("athena.us-east-1.api.aws");
            assertThat(toS3(at(false, true)).getUri().getHost())
                    .isEqualTo("results.s3.dualstack.us-east-1.amazonaws.com");
        }

        private static AwsSettings at(boolean fips, boolean dualStack) {
            return new AwsSettings(
                    Region.US_EAST_1,
                    KEYS,
                    List.of(),
                    new Endpoints(Optional.empty(), Optional.empty(), Optional.empty(), false, fips, dualStack));
        }

        @Test
        void areTriedFiveTimes() {
            http = new RecordingHttpClient(UNAVAILABLE);

            toAthena(PLAIN);

            assertThat(http.requests).hasSize(5);
        }

        @Test
        void areNotDivertedByWhatTheWorkerIsSetTo() {
            Map<String, String> workers = Map.of(
                    "aws.endpointUrl", "http://127.0.0.1:1/elsewhere",
                    "aws.endpointUrlS3", "http://127.0.0.1:2",
                    "aws.region", "us-west-2",
                    "aws.maxAttempts", "1",
                    "aws.useFipsEndpoint", "true",
                    "aws.useDualstackEndpoint", "true",
                    "aws.accessKeyId", "OTHER",
                    "aws.secretAccessKey", "other");
            http = new RecordingHttpClient(UNAVAILABLE);
            workers.forEach(System::setProperty);
            try {
                SdkHttpRequest request = toAthena(PLAIN);
                assertThat(request.getUri())
                        .hasHost("athena.eu-west-1.amazonaws.com")
                        .hasPath("/");
                assertThat(header(request, "Authorization")).contains("AKIDEXAMPLE", "eu-west-1");
                assertThat(http.requests).hasSize(5);
                assertThat(toS3(PLAIN).getUri()).hasHost("results.s3.eu-west-1.amazonaws.com");
            } finally {
                workers.keySet().forEach(System::clearProperty);
            }
        }

        private SdkHttpRequest toAthena(AwsSettings settings) {
            return sent(settings, clients -> clients.athena().stopQueryExecution(stop -> stop.queryExecutionId("id")));
        }

        private SdkHttpRequest toS3(AwsSettings settings) {
            return sent(
                    settings,
                    clients ->
                            clients.s3().getObject(get -> get.bucket("results").key("a.csv")));
        }

        private SdkHttpRequest sent(AwsSettings settings, Consumer<AwsClients> call) {
            try (AwsClients clients = AwsClients.open(settings, "kafka-connect-athena/1.2.3", () -> http)) {
                assertThatThrownBy(() -> call.accept(clients)).isInstanceOf(SdkException.class);
            }
            return http.requests.get(http.requests.size() - 1);
        }

        private static String header(SdkHttpRequest request, String name) {
            return request.firstMatchingHeader(name).orElseThrow();
        }
    }

    @Nested
    class DefaultCredentials {
        @Test
        void areTheWorkers() {
            Map<String, String> workers =
                    Map.of("aws.accessKeyId", "WORKERS", "aws.secretAccessKey", "s", "aws.sessionToken", "t");
            workers.forEach(System::setProperty);
            try {
                assertThat(new CredentialsSettings.DefaultChain()
                                .provider(new IdentityClients(new ClientFactory(PLAIN, "test", ClientFactory::http)))
                                .resolveCredentials())
                        .isInstanceOf(AwsSessionCredentials.class)
                        .extracting(credentials -> credentials.accessKeyId())
                        .isEqualTo("WORKERS");
            } finally {
                workers.keySet().forEach(System::clearProperty);
            }
        }
    }

    /** Against a server that takes a request, perhaps begins an answer, and then says nothing more. */
    @Nested
    @Timeout(120)
    class Closing {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch finished = new CountDownLatch(1);
        private HttpServer server;
        private AwsClients clients;

        @BeforeEach
        void start() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/results/a.csv", exchange -> {
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write(new byte[10]);
                exchange.getResponseBody().flush();
                stall();
            });
            server.createContext("/", exchange -> stall());
            server.start();
            URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            clients = AwsClients.open(
                    new AwsSettings(
                            Region.EU_WEST_1,
                            KEYS,
                            List.of(),
                            new Endpoints(
                                    Optional.of(endpoint),
                                    Optional.of(endpoint),
                                    Optional.empty(),
                                    true,
                                    false,
                                    false)),
                    "test");
        }

        @AfterEach
        void stop() {
            finished.countDown();
            clients.close();
            server.stop(0);
        }

        @Test
        void breaksOffACallToAthena() {
            assertThat(timeToBreakOff(() -> clients.athena().stopQueryExecution(stop -> stop.queryExecutionId("id"))))
                    .isLessThan(Duration.ofSeconds(2));
        }

        @Test
        void breaksOffTheReadingOfAnObject() {
            assertThat(timeToBreakOff(() -> {
                        try (var object = clients.s3()
                                .getObject(get -> get.bucket("results").key("a.csv"))) {
                            object.readAllBytes();
                        } catch (IOException broken) {
                            throw new UncheckedIOException(broken);
                        }
                    }))
                    .isLessThan(Duration.ofSeconds(2));
        }

        @Test
        void isHarmlessWhenRepeated() {
            clients.close();
            clients.close();
        }

        private Duration timeToBreakOff(Runnable call) {
            CompletableFuture<Void> running = CompletableFuture.runAsync(call);
            await(asked);
            try (MachineTime time = MachineTime.begin()) {
                clients.close();
                assertThatThrownBy(() -> running.get(60, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
                return time.elapsed();
            }
        }

        private void stall() {
            asked.countDown();
            await(finished);
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }
}
