package io.github.athenaconnect.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Property files and requests that users deploy, or copy from, are right. */
class ConnectorExamplesTest {
    static final String PROPERTIES = "(athena-source|modes/[\\w-]+)\\.properties";
    static final String REQUESTS = "(athena-source|modes/[\\w-]+)\\.json";

    static Stream<String> propertyFiles() {
        return ExampleFiles.matching(PROPERTIES);
    }

    static Stream<String> requests() {
        return ExampleFiles.matching(REQUESTS);
    }

    static Stream<String> modes() {
        return ExampleFiles.matching("modes/[\\w-]+\\.properties");
    }

    @ParameterizedTest
    @MethodSource("propertyFiles")
    void aPropertyFileIsAccepted(String file) {
        ConnectorExample.ofProperties(file).assertAccepted();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestIsAccepted(String file) {
        ConnectorExample.ofRequest(file).assertAccepted();
    }

    /** They are written from the property files: {@code -Dregenerate.docs=true}. */
    @ParameterizedTest
    @MethodSource("modes")
    void theRequestBesideAPropertyFileSaysTheSame(String file) throws IOException {
        Path request = ExampleFiles.ROOT.resolve(file.replace(".properties", ".json"));
        String expected = ConnectorExample.ofProperties(file).asRequest();
        if (Boolean.getBoolean("regenerate.docs")) {
            Files.writeString(request, expected);
        }

        assertThat(request).content().isEqualTo(expected);
    }

    @Test
    void everyModeHasOne() {
        assertThat(modes().map(ConnectorExample::ofProperties)
                        .flatMap(example -> example.config().entrySet().stream()
                                .filter(entry -> entry.getKey().endsWith(".mode")
                                        && entry.getKey().startsWith("query."))
                                .map(java.util.Map.Entry::getValue)))
                .contains("full", "incremental", "interval");
    }

    @Test
    void noTwoConnectorsHaveOneName() {
        assertThat(propertyFiles()
                        .map(ConnectorExample::ofProperties)
                        .map(example -> example.config().get("name")))
                .doesNotHaveDuplicates()
                .doesNotContainNull();
    }
}
