package io.github.athenaconnect.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The file for Docker Compose has the form that Compose knows, and its parts find each other. It is run by no test. */
class ComposeExampleTest {
    static final String FILES = "docker-compose(-worker\\.properties|\\.yml|\\.env\\.example)";

    private static final Set<String> SERVICE_KEYS =
            Set.of("image", "environment", "ports", "healthcheck", "depends_on", "command", "env_file", "volumes");

    private static JsonNode services;

    @BeforeAll
    static void read() throws JsonProcessingException {
        JsonNode file = new YAMLMapper().readTree(ExampleFiles.text("docker-compose.yml"));
        assertThat(names(file)).containsExactly("services");
        services = file.required("services");
    }

    @Test
    void servicesHaveOnlyKeysThatComposeKnows() {
        assertThat(services).allSatisfy(service -> assertThat(SERVICE_KEYS).containsAll(names(service)));
    }

    /** Other versions are not run with these settings. */
    @Test
    void imagesAreOfTheVersionThatTestsRun() {
        assertThat(services)
                .allSatisfy(service -> assertThat(service.required("image").textValue())
                        .isEqualTo("apache/kafka:" + AppInfoParser.getVersion()));
    }

    @Test
    void theBrokerTakesItsSettings() {
        Properties broker = new Properties();
        services.at("/kafka/environment")
                .properties()
                .forEach(entry ->
                        broker.put(settingOf(entry.getKey()), entry.getValue().textValue()));

        KafkaConfig config = new KafkaConfig(broker);
        assertThat(broker.stringPropertyNames())
                .isSubsetOf(KafkaConfig.configDef().names());
        assertThat(config.brokerId()).isEqualTo(1);
    }

    /** As Kafka's image reads its variables. */
    private static String settingOf(String variable) {
        return variable.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }

    @Test
    void theWorkerTakesItsFileAndFindsTheBroker() {
        DistributedConfig worker = new DistributedConfig(ExampleFiles.properties("docker-compose-worker.properties"));

        assertThat(WorkerExamplesTest.unknown(worker)).isEmpty();
        assertThat(worker.exactlyOnceSourceEnabled()).isTrue();
        String internal = worker.getList("bootstrap.servers").get(0);
        assertThat(services.at("/kafka/environment/KAFKA_ADVERTISED_LISTENERS").textValue())
                .contains("INTERNAL://" + internal);
    }

    @Test
    void whatIsMountedIsThere() {
        List<String> mounts = texts(services.at("/connect/volumes"));

        assertThat(mounts).hasSize(2);
        assertThat(ExampleFiles.ROOT.resolve(mounts.get(0).split(":", -1)[0])).isRegularFile();
        assertThat(texts(services.at("/connect/command")))
                .last()
                .isEqualTo(mounts.get(0).split(":", -1)[1]);
        assertThat(mounts.get(1))
                .endsWith(":/usr/local/share/kafka/plugins/kafka-connect-athena:ro")
                .startsWith("${ATHENA_PLUGIN:-..}");
    }

    @Test
    void credentialsAreInAFileOfTheirOwnOfWhichThereIsAnExample() {
        String file = services.at("/connect/env_file").textValue();
        Map<String, String> example = ExampleFiles.properties(file + ".example");

        assertThat(example).containsKeys("AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
        assertThat(Path.of(".gitignore")).content().contains("config/" + file);
    }

    @Test
    void onlyThisMachineIsLetIn() {
        assertThat(services)
                .allSatisfy(service ->
                        assertThat(texts(service.required("ports"))).allMatch(port -> port.startsWith("127.0.0.1:")));
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }
}
