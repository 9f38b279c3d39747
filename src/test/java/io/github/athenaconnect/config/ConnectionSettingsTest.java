package io.github.athenaconnect.config;

import static io.github.athenaconnect.config.Configurations.smallestWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.aws.AwsSettings;
import io.github.athenaconnect.aws.CredentialsSettings;
import io.github.athenaconnect.aws.ProfileSource;
import io.github.athenaconnect.aws.ProviderClass;
import io.github.athenaconnect.aws.profile.ProfileText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** From strings to values, for keys that do not go together in one configuration. */
class ConnectionSettingsTest {
    /** The keys that are tested here. */
    static final Set<String> KEYS = Set.of(
            "aws.profile.file",
            "aws.profile.content",
            "aws.profile.name",
            "aws.credentials.provider.class",
            "aws.fips.enabled",
            "aws.dualstack.enabled");

    private static final String CONTENT = """
            [shop]
            aws_access_key_id = AKIDEXAMPLE
            aws_secret_access_key = hushhush
            region = eu-north-1
            """;

    @TempDir
    private Path directory;

    @Test
    void aProfileOfATextIsRead() {
        AwsSettings settings = aws(
                "aws.credentials.mode", "profile_content",
                "aws.profile.content", CONTENT,
                "aws.profile.name", "shop");

        assertThat(settings.credentials())
                .isEqualTo(new CredentialsSettings.ProfileContent(ProfileText.parse(CONTENT), "shop"));
        assertThat(settings.toString()).doesNotContain("hushhush");
    }

    @Test
    void aProfileOfAFileIsRead() throws IOException {
        Path file = Files.writeString(directory.resolve("credentials"), CONTENT);

        assertThat(aws(
                                "aws.credentials.mode", "profile_file",
                                "aws.profile.file", file.toString(),
                                "aws.profile.name", "shop")
                        .credentials())
                .isEqualTo(new CredentialsSettings.ProfileFile(new ProfileSource(file), "shop"));
    }

    @Test
    void aTildeIsTheHomeOfTheWorkersUser() throws IOException {
        String home = System.setProperty("user.home", directory.toString());
        try {
            Path file = Files.writeString(directory.resolve("credentials"), CONTENT.replace("shop", "default"));

            assertThat(aws("aws.credentials.mode", "profile_file", "aws.profile.file", "~/credentials")
                            .credentials())
                    .isEqualTo(new CredentialsSettings.ProfileFile(new ProfileSource(file), "default"));
        } finally {
            System.setProperty("user.home", home);
        }
    }

    @Test
    void theProfilesRegionServesWhereNoneIsSet() {
        assertThat(aws(
                                "aws.region", "-",
                                "aws.credentials.mode", "profile_content",
                                "aws.profile.content", CONTENT,
                                "aws.profile.name", "shop")
                        .region())
                .isEqualTo(Region.EU_NORTH_1);
    }

    @Test
    void aRegionThatIsSetServesBeforeTheProfiles() {
        assertThat(aws(
                                "aws.region", "eu-west-1",
                                "aws.credentials.mode", "profile_content",
                                "aws.profile.content", CONTENT,
                                "aws.profile.name", "shop")
                        .region())
                .isEqualTo(Region.EU_WEST_1);
    }

    @Test
    void theWorkersRegionServesTheDefaultChain() {
        System.setProperty("aws.region", "ap-south-1");
        try {
            assertThat(aws("aws.region", "-").region()).isEqualTo(Region.AP_SOUTH_1);
        } finally {
            System.clearProperty("aws.region");
        }
    }

    @Test
    void aClassIsGivenTheKeysBelowItsPrefix() {
        AwsSettings settings = aws(
                "aws.credentials.mode", "provider_class",
                "aws.credentials.provider.class", InstanceProfileCredentialsProvider.class.getName(),
                "aws.credentials.provider.vault.token", "hushhush");

        assertThat(settings.credentials())
                .isEqualTo(new CredentialsSettings.Provided(
                        new ProviderClass(InstanceProfileCredentialsProvider.class),
                        Map.of("vault.token", new Password("hushhush"))));
        assertThat(settings.toString()).doesNotContain("hushhush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws.fips.enabled", "aws.dualstack.enabled"})
    void kindsOfEndpointsReachTheSettings(String kind) {
        assertThat(List.of(
                        aws(kind, "true").endpoints().fips(),
                        aws(kind, "true").endpoints().dualStack()))
                .containsExactly(kind.equals("aws.fips.enabled"), kind.equals("aws.dualstack.enabled"));
    }

    private static AwsSettings aws(String... changes) {
        return ConnectorSettings.parse(smallestWith(changes)).aws();
    }
}
