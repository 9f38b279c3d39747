package io.github.athenaconnect.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The files users begin with are right. */
class ExampleConfigurationTest {
    @Test
    void thePropertyFileIsAccepted() throws IOException {
        ConnectorSettings settings = ConnectorSettings.parse(properties());

        assertThat(settings.queries())
                .extracting(QuerySettings::name)
                .containsExactly("customers", "orders", "order_lines", "refunds");
    }

    @Test
    void theRestRequestSaysTheSameAsThePropertyFile() throws IOException {
        JsonNode request =
                new ObjectMapper().readTree(Path.of("config/athena-source.json").toFile());
        Map<String, String> config =
                new HashMap<>(Map.of("name", request.required("name").textValue()));
        request.required("config")
                .properties()
                .forEach(entry -> config.put(entry.getKey(), entry.getValue().textValue()));

        assertThat(config).isEqualTo(properties());
    }

    private static Map<String, String> properties() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("config/athena-source.properties"))) {
            properties.load(reader);
        }
        Map<String, String> texts = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
        return texts;
    }
}
