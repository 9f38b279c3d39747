package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.aws.AwsSettings;
import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import io.github.athenaconnect.localstack.athena.protocol.RequestRefused;
import io.github.athenaconnect.localstack.athena.workgroup.WorkGroupSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of the account that validation offers for the keys of a form. */
@ExtendWith(LocalStackExtension.class)
@Timeout(120)
class RecommendedNamesTest {
    private static final String CATALOG = "athena.catalog";
    private static final String DATABASE = "athena.database";
    private static final String WORKGROUP = "athena.workgroup";

    private LocalStack aws;
    private Map<String, String> properties;

    @BeforeEach
    void use(LocalStack stack) {
        aws = stack;
        properties = new HashMap<>(Deployment.of("shop", aws)
                .query("orders", "SELECT * FROM orders")
                .config());
    }

    private Map<String, ConfigValue> validate() {
        return validate(new AthenaSourceConnector());
    }

    private Map<String, ConfigValue> validate(AthenaSourceConnector connector) {
        return connector.validate(properties).configValues().stream()
                .collect(Collectors.toMap(ConfigValue::name, value -> value));
    }

    /** The keys of the account that have values to choose from. */
    private static Map<String, List<Object>> offered(Map<String, ConfigValue> values) {
        return Stream.of(CATALOG, DATABASE, WORKGROUP)
                .filter(key -> !values.get(key).recommendedValues().isEmpty())
                .collect(Collectors.toMap(key -> key, key -> values.get(key).recommendedValues()));
    }

    private static List<String> wrong(Map<String, ConfigValue> values) {
        return values.values().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .map(ConfigValue::name)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"connection", "queries"})
    void areOfferedToAGoodConfiguration(String level) {
        properties.put("validation", level);

        Map<String, ConfigValue> values = validate();

        assertThat(wrong(values)).isEmpty();
        assertThat(offered(values)).containsOnlyKeys(CATALOG, DATABASE, WORKGROUP);
        assertThat(values.get(CATALOG).recommendedValues()).containsExactly("AwsDataCatalog");
        assertThat(values.get(DATABASE).recommendedValues()).contains("shop");
        assertThat(values.get(WORKGROUP).recommendedValues()).contains("primary");
    }

    @Test
    void areOfferedWhileTheRestIsNotWrittenYet() {
        properties.keySet().removeIf(key -> key.equals("name") || key.startsWith("quer") || key.startsWith("athena."));

        Map<String, ConfigValue> values = validate();

        assertThat(wrong(values)).containsExactlyInAnyOrder(DATABASE, "queries");
        assertThat(offered(values)).containsOnlyKeys(CATALOG, DATABASE, WORKGROUP);
        assertThat(values.get(DATABASE).recommendedValues()).contains("shop");
    }

    @Test
    void areOfferedInPlaceOfOnesThatAreNotThere() {
        properties.put(DATABASE, "absent");

        Map<String, ConfigValue> values = validate();

        assertThat(wrong(values)).containsExactly(DATABASE);
        assertThat(values.get(DATABASE).recommendedValues()).contains("shop");
    }

    @Test
    void databasesOfACatalogThatIsNotThereAreUnknown() {
        properties.put(CATALOG, "lake");

        assertThat(offered(validate())).containsOnlyKeys(CATALOG, WORKGROUP);
    }

    @Test
    void aDisabledWorkgroupIsNotOffered() {
        String asleep = "asleep-" + UUID.randomUUID();
        aws.athena().workGroups().put(WorkGroupSettings.named(asleep).disabled());

        assertThat(validate().get(WORKGROUP).recommendedValues()).isNotEmpty().doesNotContain(asleep);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "aws.secret.access.key, hushhush-wrong",
        "aws.regoin, eu-west-1",
        "aws.sts.role.arn, none",
        "validation, config",
        "validation, off",
        "validation, perhaps",
        "validation.timeout.ms, 1"
    })
    void areNotOfferedWithoutAnAccountThatIsSureToBeMeant(String key, String value) {
        properties.remove(DATABASE);
        properties.put(key, value);

        Map<String, ConfigValue> values = validate();

        assertThat(wrong(values)).contains(DATABASE);
        assertThat(offered(values)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ListDataCatalogs, athena.catalog", "ListDatabases, athena.database", "ListWorkGroups, athena.workgroup"
    })
    void aRightThatIsMissingCostsOnlyItsOwnNames(String operation, String key) {
        aws.athena().faults().refuse(operation, 1, RequestRefused.unreadable("AccessDeniedException", "denied"));

        Map<String, ConfigValue> values = validate();

        assertThat(wrong(values)).isEmpty();
        assertThat(offered(values)).hasSize(2).doesNotContainKey(key);
    }

    @ParameterizedTest
    @CsvSource({"2000, 2000", "20000, 2900"})
    void aSilentAccountOffersNoneAndKeepsNobodyWaiting(String timeout, long atMostMillis) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            properties.remove(DATABASE);
            properties.put("validation.timeout.ms", timeout);
            properties.put("aws.athena.endpoint", "http://127.0.0.1:" + silent.getLocalPort());
            Map<String, ConfigValue> values =
                    MachineTime.whileItGoesOn(Duration.ofMillis(atMostMillis), this::validate);

            assertThat(wrong(values)).containsExactly(DATABASE);
            assertThat(offered(values)).isEmpty();
            await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("athena-validation"));
        }
    }

    @Test
    void areAskedForOverTheClientsThatAreOpenAnyway() {
        AtomicInteger opened = new AtomicInteger();
        Wiring counting = new Wiring(
                (AwsSettings settings) -> {
                    opened.incrementAndGet();
                    return AwsClients.open(settings, "test");
                },
                InstantSource.system());

        assertThat(offered(validate(new AthenaSourceConnector(counting)))).hasSize(3);
        assertThat(opened).hasValue(1);
    }
}
