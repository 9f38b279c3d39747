package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.localstack.connect.ConfigValidation;
import io.github.athenaconnect.localstack.connect.ConnectRestException;
import io.github.athenaconnect.localstack.environment.LocalEnvironment;
import io.github.athenaconnect.localstack.environment.LocalEnvironmentResolver;
import io.github.athenaconnect.localstack.identity.Role;
import io.github.athenaconnect.localstack.identity.TemporaryKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** Validation as users meet it: through the REST interface of a real worker. */
@ExtendWith(LocalEnvironmentResolver.class)
@Timeout(600)
class ValidationIT {
    private static final String READABLE = "the log is written here";

    private LocalEnvironment environment;

    @BeforeEach
    void use(LocalEnvironment shared) {
        environment = shared;
    }

    private Deployment shop() {
        return Deployment.of("validated-" + UUID.randomUUID(), environment.aws())
                .query("orders", "SELECT * FROM orders")
                .query("customers", "SELECT * FROM customers")
                .with("query.orders.key.columns", "order_id");
    }

    @Test
    void aGoodConfigurationIsFoundGoodWithinFiveSeconds() {
        // The first one of a worker also loads the classes of the SDK, which takes as long as the machine is slow.
        environment.rest().validate(shop().config());
        ConfigValidation validation;
        try (MachineTime time = MachineTime.begin()) {
            validation = environment.rest().validate(shop().config());
            assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(5));
        }

        assertThat(validation.errors()).isEmpty();
        assertThat(validation.keys())
                .filteredOn(key -> key.name().equals("athena.database"))
                .flatExtracting(ConfigValidation.Key::recommended)
                .contains("shop");
        assertThat(environment.aws().athena().started())
                .extracting(execution -> execution.request().queryString())
                .contains("EXPLAIN (TYPE VALIDATE) SELECT * FROM orders");
    }

    @Test
    void anAthenaThatNeverAnswersEndsInAUsableMessageWithinTheTimeOut() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String nobody = "http://127.0.0.1:" + silent.getLocalPort();
            Map<String, String> silenced = shop().with("aws.athena.endpoint", nobody)
                    .with("validation.timeout.ms", "4000")
                    .config();
            ConfigValidation validation = MachineTime.whileItGoesOn(
                    Duration.ofSeconds(4), () -> environment.rest().validate(silenced));

            assertThat(validation.errors()).containsOnlyKeys("aws.athena.endpoint");
            assertThat(validation.errors().get("aws.athena.endpoint").get(0)).contains(nobody, "silent", "firewall");
        }
    }

    @Tag("compatibility")
    @Test
    void aConnectorThatCannotWorkIsNotCreated() {
        Deployment wrong = shop().query("wrong", "SELECT * FROM absent");

        assertThatThrownBy(() -> wrong.deploy(environment.rest()))
                .isInstanceOfSatisfying(
                        ConnectRestException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(400))
                .hasMessageContaining("query.wrong.sql")
                .hasMessageContaining("absent");
        assertThat(environment.rest().connectors()).doesNotContain(wrong.name());
    }

    @Test
    void noSecretIsInAnAnswerOrALog() {
        String secret = "hushhush-wrong-" + UUID.randomUUID();
        TemporaryKey session =
                environment.aws().identities().startSession(Role.named("visitor"), "validated", Duration.ofHours(1));
        Map<String, String> wrong = shop().with(
                        "aws.access.key.id", session.key().id())
                .with("aws.secret.access.key", secret)
                .with("aws.session.token", session.sessionToken())
                .config();
        PrintStream standardError = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            LoggerFactory.getLogger(ValidationIT.class).warn(READABLE);
            ConfigValidation validation = environment.rest().validate(wrong);

            assertThat(validation.errors()).containsOnlyKeys("aws.secret.access.key");
            assertThat(validation.toString()).doesNotContain(secret, session.sessionToken());
            assertThatThrownBy(() -> environment.rest().create(wrong.get("name"), wrong))
                    .isInstanceOf(ConnectRestException.class)
                    .extracting(Throwable::toString)
                    .asString()
                    .doesNotContain(secret, session.sessionToken());
        } finally {
            System.setErr(standardError);
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .as("the log, which must have been caught for this to mean anything")
                .contains(READABLE)
                .doesNotContain(secret, session.sessionToken());
    }
}
