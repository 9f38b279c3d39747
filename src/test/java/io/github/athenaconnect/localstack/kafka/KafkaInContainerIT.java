package io.github.athenaconnect.localstack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.EnabledIfDockerAvailable;

/** The broker in a container behaves as the one in this JVM does. It runs with the profile {@code container}. */
@Tag("docker")
@EnabledIfDockerAvailable
class KafkaInContainerIT {
    @Test
    void itHasTheSettingsOfTheBrokerInThisJvm() throws Exception {
        try (KafkaInContainer kafka = KafkaInContainer.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");

            assertThat(admin.describeConfigs(List.of(broker)).all().get().get(broker).entries().stream()
                            .filter(entry -> entry.value() != null)
                            .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value)))
                    .containsAllEntriesOf(BrokerProperties.behaviour());
        }
    }
}
