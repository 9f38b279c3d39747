package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.config.ConnectorConfiguration;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The first page shows what there is: a configuration that the connector takes, and code that it runs. */
class ReadmeTest {
    private static final MarkdownPage PAGE = MarkdownPage.of(Path.of("README.md"));

    @Test
    void theConnectorTakesTheConfigurationItShows() {
        assertThat(PAGE.blocks("properties"))
                .isNotEmpty()
                .allSatisfy(shown -> assertThat(ConnectorConfiguration.validate(properties(shown))
                                .configValues())
                        .allSatisfy(value -> assertThat(value.errorMessages()).isEmpty()));
    }

    @Test
    void theCodeItShowsIsThatOfTheProduct() {
        String product = SourceTree.files(Path.of("src/main/java"))
                .map(file -> oneLine(MarkdownPage.of(file).content()))
                .collect(Collectors.joining());

        assertThat(PAGE.blocks("java"))
                .isNotEmpty()
                .allSatisfy(shown -> assertThat(product).contains(oneLine(shown)));
    }

    private static String oneLine(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }

    private static Map<String, String> properties(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException impossible) {
            throw new AssertionError("A text in memory is read", impossible);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }
}
