package io.github.athenaconnect.config;

import static io.github.athenaconnect.config.Configurations.smallestWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.aws.AwsClients;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that is said or logged of a configuration, searched for the secrets in it. */
class SecrecyTest {
    private static final String SECRET = "hushhush/K7MDENG/hushhush=";
    private static final String KEYS = "aws_access_key_id=AKIDEXAMPLE\naws_secret_access_key=" + SECRET + "\n";

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream console = System.err;

    /** The tests' logger writes there. */
    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void hush() {
        System.setErr(console);
    }

    @Test
    void ofAccessKeysNothingIsShown() {
        search(smallestWith(
                "aws.credentials.mode",
                "access_keys",
                "aws.access.key.id",
                "AKIDEXAMPLE",
                "aws.secret.access.key",
                SECRET,
                "aws.session.token",
                SECRET));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[default]\n%2$s",
                "[default]\n%1$s\n",
                "[default]\n%1$s = x\n%2$s",
                "%1$s",
                "[%1$s\n",
                "[default]\n%2$s  %1$s\n",
                "[default]\naws_access_key_id=%1$s\n",
                "[default]\ncredential_process=print %1$s\n",
                "[default]\nrole_arn=%1$s\nsource_profile=a\n",
                "[default]\n%2$sregion=%1$s\n",
                "[default]\nrole_arn=arn:aws:iam::123456789012:role/r\ncredential_source=%1$s\n",
                "[default]\nrole_arn=arn:aws:iam::123456789012:role/r\nweb_identity_token_file=%1$s\n",
                "[default]\nsso_session=a\nsso_account_id=%1$s\nsso_role_name=b\n",
            })
    void ofATextNothingIsShown(String form) {
        search(smallestWith(
                "aws.credentials.mode", "profile_content", "aws.profile.content", form.formatted(SECRET, KEYS)));
    }

    @Test
    void ofAFileNothingIsShownNotEvenWhenItBreaks() throws IOException {
        Path file = Files.writeString(directory.resolve("credentials"), "[default]\n" + KEYS);
        Map<String, String> properties =
                smallestWith("aws.credentials.mode", "profile_file", "aws.profile.file", file.toString());
        try (AwsClients clients =
                AwsClients.open(ConnectorSettings.parse(properties).aws(), "test")) {
            clients.credentials().resolveCredentials();
            Files.writeString(file, "[default]\n" + SECRET.replace("=", "") + "\n");
            say(clients.credentials().resolveCredentials());
            say(clients);
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Going on with the credentials read before");
        search(properties);
    }

    @Test
    void ofAProvidersParametersNothingIsShown() {
        search(smallestWith(
                "aws.credentials.mode", "provider_class",
                "aws.credentials.provider.class", "com.acme.Vault",
                "aws.credentials.provider.token", SECRET));
        search(smallestWith("aws.credentials.provider.token", SECRET));
    }

    private void search(Map<String, String> properties) {
        ConnectorConfiguration.validate(properties).configValues().forEach(this::say);
        try {
            ConnectorSettings settings = ConnectorSettings.parse(properties);
            say(settings);
            try (AwsClients clients = AwsClients.open(settings.aws(), "test")) {
                say(clients);
                say(clients.credentials().resolveCredentials());
            }
        } catch (ConfigException refused) {
            Stream.iterate((Throwable) refused, Objects::nonNull, Throwable::getCause)
                    .forEach(this::say);
        }
        assertThat(said.toString(StandardCharsets.UTF_8))
                .isNotBlank()
                .doesNotContain(SECRET, SECRET.replace("=", ""), "hushhush");
    }

    private void say(Object anything) {
        System.err.println(anything);
    }
}
