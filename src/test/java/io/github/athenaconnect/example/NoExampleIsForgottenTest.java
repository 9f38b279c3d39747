package io.github.athenaconnect.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file under {@code config/} has one test that reads it. */
class NoExampleIsForgottenTest {
    /** Which files a test reads, by its name. */
    private static final Map<String, String> READ_BY = Map.of(
            "ConnectorExamplesTest",
            ConnectorExamplesTest.PROPERTIES + "|" + ConnectorExamplesTest.REQUESTS,
            "WorkerExamplesTest",
            "connect-(standalone|distributed)\\.properties",
            "CredentialsExamplesTest",
            "credentials/[\\w-]+\\.properties",
            "StrimziExamplesTest",
            StrimziExamplesTest.FILES,
            "TerraformExampleTest",
            TerraformExampleTest.FILES,
            "ComposeExampleTest",
            ComposeExampleTest.FILES,
            "MonitoringExamplesTest",
            "monitoring/(jmx-exporter|alerts)\\.yml|monitoring/grafana-dashboard\\.json",
            "DocumentationTest",
            "(.+/)?README\\.md");

    @ParameterizedTest
    @MethodSource("io.github.athenaconnect.example.ExampleFiles#all")
    void aFileIsReadByOneTest(String file) {
        List<String> tests = READ_BY.entrySet().stream()
                .filter(entry -> file.matches(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();

        assertThat(tests).as("tests that read config/%s", file).hasSize(1);
    }
}
