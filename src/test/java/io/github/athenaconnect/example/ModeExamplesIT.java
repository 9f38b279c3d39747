package io.github.athenaconnect.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.Deployment;
import io.github.athenaconnect.localstack.connect.ConnectRest;
import io.github.athenaconnect.localstack.environment.LocalEnvironment;
import io.github.athenaconnect.localstack.environment.LocalEnvironmentResolver;
import io.github.athenaconnect.localstack.kafka.TopicReader;
import io.github.athenaconnect.localstack.shop.Shop;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of a mode is deployed through REST as it is, with this machine in the place of AWS, and does its work. */
@ExtendWith(LocalEnvironmentResolver.class)
@Timeout(600)
class ModeExamplesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static LocalEnvironment environment;

    static Stream<String> requests() {
        return ExampleFiles.matching("modes/[\\w-]+\\.json");
    }

    @BeforeAll
    static void deployAll(LocalEnvironment shared) {
        environment = shared;
        requests().forEach(file -> onThisMachine(file).deploy(shared.rest()));
    }

    @AfterAll
    static void deleteAll() {
        requests().forEach(file -> environment.rest().delete(onThisMachine(file).name()));
    }

    private static Deployment onThisMachine(String file) {
        return LocalExample.of(shortened(ConnectorExample.ofRequest(file).config()), environment.aws());
    }

    /** Of intervals that go back to a day of the past, the first two. */
    private static Map<String, String> shortened(Map<String, String> config) {
        Map<String, String> bounded = new HashMap<>(config);
        config.forEach((key, value) -> {
            if (key.endsWith(".interval.start")) {
                bounded.put(
                        key.replace(".start", ".end"),
                        LocalDate.parse(value).plusDays(2).toString());
            }
        });
        return bounded;
    }

    @ParameterizedTest
    @MethodSource("requests")
    void completesARun(String file) {
        String connector = onThisMachine(file).name();

        await().atMost(PATIENCE).until(() -> hasEndedARun(environment.rest(), connector));
        await().atMost(PATIENCE)
                .until(() -> environment.rest().status(connector).running());
    }

    private static boolean hasEndedARun(ConnectRest rest, String connector) {
        return rest.offsets(connector).stream()
                .anyMatch(offset -> Boolean.TRUE.equals(offset.offset().get("done")));
    }

    @Test
    void theOneForBadRowsSendsThemToTheirTopic() {
        try (TopicReader reader = new TopicReader(
                environment.broker().bootstrapServers(), "shop.dead-letters", IsolationLevel.READ_COMMITTED)) {
            assertThat(reader.readCount(1, PATIENCE).get(0).struct().getString("connector"))
                    .isEqualTo("shop-refunds");
        }
    }

    @Test
    void theOneForTransactionsDeliversEveryOrder() {
        try (TopicReader reader = new TopicReader(
                environment.broker().bootstrapServers(), "shop.orders", IsolationLevel.READ_COMMITTED)) {
            assertThat(reader.readCount(Shop.ORDERS, PATIENCE)).hasSizeGreaterThanOrEqualTo(Shop.ORDERS);
        }
    }
}
