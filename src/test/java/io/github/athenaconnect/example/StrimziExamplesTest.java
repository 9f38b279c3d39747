package io.github.athenaconnect.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.athenaconnect.AthenaSourceConnector;
import io.strimzi.api.kafka.model.common.metrics.JmxPrometheusExporterMetrics;
import io.strimzi.api.kafka.model.connect.KafkaConnect;
import io.strimzi.api.kafka.model.connect.KafkaConnectSpec;
import io.strimzi.api.kafka.model.connect.build.ZipArtifact;
import io.strimzi.api.kafka.model.connector.KafkaConnector;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** The resources for Strimzi are such as its own classes know, field by field, and fit to each other. */
class StrimziExamplesTest {
    static final String FILES = "strimzi/kafka-connect(or)?\\.yaml";

    /** Strimzi's classes keep fields they do not know; here such a field is an error. */
    private static final ObjectMapper STRICT = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new NoUnknownFields())
            .build();

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+):([^:}]+):([^}]+)}");

    private static KafkaConnect connect;
    private static KafkaConnector connector;

    @BeforeAll
    static void read() throws JsonProcessingException {
        connect = STRICT.readValue(ExampleFiles.text("strimzi/kafka-connect.yaml"), KafkaConnect.class);
        connector = STRICT.readValue(ExampleFiles.text("strimzi/kafka-connector.yaml"), KafkaConnector.class);
    }

    /** The mapper really refuses; without this the test would say nothing. */
    @Test
    void aMisspeltFieldIsRefused() {
        String misspelt = ExampleFiles.text("strimzi/kafka-connect.yaml").replace("  volumeMounts:", "  volumeMount:");

        assertThatThrownBy(() -> STRICT.readValue(misspelt, KafkaConnect.class)).hasMessageContaining("volumeMount");
    }

    /** The model itself says what it is, whatever a file says. */
    @Test
    void theirKindsAndVersionsAreThoseOfTheModel() {
        assertThat(head("strimzi/kafka-connect.yaml"))
                .containsEntry("kind", KafkaConnect.RESOURCE_KIND)
                .containsEntry("apiVersion", KafkaConnect.RESOURCE_GROUP + "/v1");
        assertThat(head("strimzi/kafka-connector.yaml"))
                .containsEntry("kind", KafkaConnector.RESOURCE_KIND)
                .containsEntry("apiVersion", KafkaConnector.RESOURCE_GROUP + "/v1");
        assertThat(KafkaConnect.VERSIONS).contains("v1");
    }

    private static Map<String, String> head(String file) {
        return ExampleFiles.text(file)
                .lines()
                .filter(line -> line.matches("\\w+: .+"))
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    @Test
    void theConnectorIsAcceptedAndRunsOnThatCluster() {
        Map<String, String> config = texts(connector.getSpec().getConfig());
        config.put("name", connector.getMetadata().getName());
        config.put("connector.class", connector.getSpec().getClassName());
        config.put("tasks.max", connector.getSpec().getTasksMax().toString());

        new ConnectorExample(config).assertAccepted();
        assertThat(connector.getSpec().getClassName()).isEqualTo(AthenaSourceConnector.class.getName());
        assertThat(connector.getMetadata().getLabels())
                .containsEntry("strimzi.io/cluster", connect.getMetadata().getName());
        assertThat(connect.getMetadata().getAnnotations()).containsEntry("strimzi.io/use-connector-resources", "true");
    }

    @Test
    void theWorkersTakeTheirSettings() {
        KafkaConnectSpec spec = connect.getSpec();
        Map<String, String> config = texts(spec.getConfig());
        assertThat(config.keySet().stream().filter(StrimziExamplesTest::isStrimzisOwn))
                .isEmpty();

        config.put("bootstrap.servers", "kafka:9092");
        config.put("group.id", spec.getGroupId());
        config.put("config.storage.topic", spec.getConfigStorageTopic());
        config.put("offset.storage.topic", spec.getOffsetStorageTopic());
        config.put("status.storage.topic", spec.getStatusStorageTopic());
        // Allowed paths are looked for when the worker starts, in its container.
        String paths = config.remove("config.providers.directory.param.allowed.paths");

        DistributedConfig worker = new DistributedConfig(config);
        assertThat(worker.exactlyOnceSourceEnabled()).isTrue();
        assertThat(WorkerExamplesTest.unknown(worker)).isEmpty();
        assertThat(mounts()).containsValue(paths);
    }

    /** What the connector takes from a directory is a key of a secret that is mounted there. */
    @Test
    void referencesLeadToAMountedSecret() {
        List<List<String>> references = texts(connector.getSpec().getConfig()).values().stream()
                .flatMap(value -> REFERENCE.matcher(value).results())
                .map(found -> List.of(found.group(1), found.group(2)))
                .toList();

        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            assertThat(connect.getSpec().getConfig().get("config.providers")).isEqualTo(reference.get(0));
            assertThat(mounts()).containsValue(reference.get(1));
        });
        assertThat(connect.getSpec().getTemplate().getPod().getVolumes())
                .allSatisfy(volume -> assertThat(mounts()).containsKey(volume.getName()));
    }

    /** Strimzi admits mounts below /mnt only. */
    @Test
    void mountsAreWhereStrimziAdmitsThem() {
        assertThat(mounts().values()).isNotEmpty().allMatch(path -> path.startsWith("/mnt/"));
    }

    /** A release of the version that is under way; only its address has to be filled in. */
    @Test
    void thePluginIsTheArchive() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File("pom.xml"));
        ZipArtifact artifact = (ZipArtifact)
                connect.getSpec().getBuild().getPlugins().get(0).getArtifacts().get(0);

        assertThat(artifact.getUrl())
                .endsWith("/athenaconnect-" + inPom(pom, "artifactId") + "-"
                        + inPom(pom, "version").replace("-SNAPSHOT", "") + ".zip");
    }

    @Test
    void metricsAreThoseOfAConfigMap() {
        JmxPrometheusExporterMetrics metrics =
                (JmxPrometheusExporterMetrics) connect.getSpec().getMetricsConfig();

        assertThat(metrics.getValueFrom().getConfigMapKeyRef().getKey()).isEqualTo("jmx-exporter.yml");
    }

    private static Map<String, String> mounts() {
        return connect.getSpec().getTemplate().getConnectContainer().getVolumeMounts().stream()
                .collect(Collectors.toMap(mount -> mount.getName(), mount -> mount.getMountPath()));
    }

    /** The cluster's operator sets these itself, and drops those of a resource. */
    private static boolean isStrimzisOwn(String key) {
        return Stream.of(KafkaConnectSpec.FORBIDDEN_PREFIXES.split(",", -1))
                .map(String::strip)
                .anyMatch(key::startsWith);
    }

    private static Map<String, String> texts(Map<String, Object> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((key, value) -> texts.put(key, value.toString()));
        return texts;
    }

    private static String inPom(Document pom, String element) throws Exception {
        return XPathFactory.newInstance().newXPath().evaluate("/project/" + element, pom);
    }

    /** Takes no notice of the methods that collect unknown fields. */
    private static final class NoUnknownFields extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }
}
