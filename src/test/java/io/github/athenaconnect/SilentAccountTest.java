package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** Services that take a connection and then say nothing, or take too long. */
@ExtendWith(LocalStackExtension.class)
@Timeout(120)
class SilentAccountTest {
    private static final Duration LIMIT = Duration.ofSeconds(6);

    /** Enough for an Athena that answers at the pace of a busy machine, and for a silence after that. */
    private static final Duration LONG_LIMIT = Duration.ofSeconds(15);

    private LocalStack aws;
    private ServerSocket silent;
    private String nobody;

    @BeforeEach
    void listen(LocalStack stack) throws IOException {
        aws = stack;
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        nobody = "http://127.0.0.1:" + silent.getLocalPort();
    }

    @AfterEach
    void close() throws IOException {
        silent.close();
        aws.athena().faults().release();
    }

    @Test
    void anAthenaThatNeverAnswersIsSaidToBeSilentAtItsAddress() {
        Map<String, List<String>> errors = errors(shop().with("aws.athena.endpoint", nobody));

        assertThat(errors).containsOnlyKeys("aws.athena.endpoint");
        assertThat(errors.get("aws.athena.endpoint").get(0))
                .contains(nobody, "silent", "GetWorkGroup", "EXPLAIN of query 'orders'", "firewall");
    }

    @Test
    void anS3ThatNeverAnswersIsToldFromAthena() {
        assertThat(errors(shop().with("aws.s3.endpoint", nobody), LONG_LIMIT)).containsOnlyKeys("aws.s3.endpoint");
    }

    @Test
    void anAthenaThatOnlyQueuesNeedsMoreTimeNotAnotherAddress() {
        aws.athena().faults().hold(QueryExecutionState.QUEUED);

        Map<String, List<String>> errors = errors(shop(), LONG_LIMIT);

        assertThat(errors).containsOnlyKeys("validation.timeout.ms");
        assertThat(errors.get("validation.timeout.ms").get(0))
                .contains("EXPLAIN of query 'orders'", "queued", "Raise it", "validation");
    }

    @Test
    void manyQueriesDoNotTakeLonger() {
        Deployment shop = shop().with("aws.athena.endpoint", nobody);
        for (int query = 0; query < 40; query++) {
            shop = shop.query("q" + query, "SELECT 1 AS one");
        }

        assertThat(errors(shop)).containsOnlyKeys("aws.athena.endpoint");
    }

    private Deployment shop() {
        return Deployment.of("shop", aws).query("orders", "SELECT * FROM orders");
    }

    private static Map<String, List<String>> errors(Deployment deployment) {
        return errors(deployment, LIMIT);
    }

    /** Validates within the time limit, and leaves no thread behind. */
    private static Map<String, List<String>> errors(Deployment untimed, Duration limit) {
        Deployment deployment = untimed.with("validation.timeout.ms", String.valueOf(limit.toMillis()));
        Map<String, List<String>> errors = MachineTime.whileItGoesOn(
                limit,
                () -> new AthenaSourceConnector()
                        .validate(deployment.config()).configValues().stream()
                                .filter(value -> !value.errorMessages().isEmpty())
                                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages)));
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("athena-validation"));
        return errors;
    }
}
