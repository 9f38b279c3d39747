package io.github.athenaconnect.config;

import static io.github.athenaconnect.config.Configurations.smallestWith;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.regions.Region;

/** The files users copy their credentials' keys from are right. */
class CredentialsExamplesTest {
    private static final Path EXAMPLES = Path.of("config", "credentials");

    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource
    void everyModeHasOne(CredentialsMode mode) throws IOException {
        String file = mode.word().replace('_', '-') + ".properties";

        assertThat(read(file)).containsEntry("aws.credentials.mode", mode.word());
        assertThat(settings(file).aws().region()).isEqualTo(Region.EU_WEST_1);
    }

    @Test
    void rolesHaveOne() throws IOException {
        assertThat(settings("assumed-role.properties").aws().roles()).hasSize(2);
    }

    @Test
    void noneIsForgottenHere() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            assertThat(files).hasSize(CredentialsMode.values().length + 1);
        }
    }

    private ConnectorSettings settings(String file) throws IOException {
        Path profiles = Files.createDirectories(home.resolve(".aws")).resolve("credentials");
        Files.writeString(profiles, "[shop]\naws_access_key_id=A\naws_secret_access_key=hushhush\nregion=eu-west-1\n");
        Map<String, String> properties = smallestWith("aws.region", "-");
        properties.putAll(read(file));
        properties.replaceAll(CredentialsExamplesTest::resolved);
        String before = System.setProperty("user.home", home.toString());
        System.setProperty("aws.region", "eu-west-1");
        try {
            return ConnectorSettings.parse(properties);
        } finally {
            System.setProperty("user.home", before);
            System.clearProperty("aws.region");
        }
    }

    /** As the worker's config provider gives it. */
    private static String resolved(String key, String value) {
        return value.startsWith("${file:") ? "hushhush" : value;
    }

    private static Map<String, String> read(String file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(EXAMPLES.resolve(file))) {
            properties.load(reader);
        }
        return properties.stringPropertyNames().stream()
                .collect(java.util.stream.Collectors.toMap(name -> name, properties::getProperty));
    }
}
