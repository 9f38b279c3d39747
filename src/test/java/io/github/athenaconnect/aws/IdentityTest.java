package io.github.athenaconnect.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.aws.profile.ProfileText;
import io.github.athenaconnect.aws.profile.UnusableProfileException;
import io.github.athenaconnect.secrecy.SilentAboutSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

/** Whose credentials requests are signed with, however the connector signs in. */
@ExtendWith(SilentAboutSecrets.class)
class IdentityTest {
    private static final String HUB = "arn:aws:iam::123456789012:role/hub";
    private static final String LAKE = "arn:aws:iam::210987654321:role/lake";
    private static final CredentialsSettings KEYS =
            new CredentialsSettings.AccessKeys("AKIDEXAMPLE", new Password("hushhush"), Optional.empty());

    @TempDir
    private Path directory;

    private StsServer sts;

    @BeforeEach
    void start() throws IOException {
        sts = new StsServer();
    }

    @AfterEach
    void stop() {
        sts.close();
    }

    @Nested
    class Roles {
        @Test
        void areAssumedInTurnEachWithTheOneBefore() {
            try (Identity identity = identity(KEYS, role(HUB), role(LAKE))) {
                assertThat(identity.resolveCredentials().accessKeyId()).isEqualTo("SESSION2");
            }
            assertThat(sts.asked).extracting(StsServer.Asked::signer).containsExactly("AKIDEXAMPLE", "SESSION1");
            assertThat(sts.asked).extracting(StsServer.Asked::role).containsExactly(HUB, LAKE);
            assertThat(sts.asked)
                    .allSatisfy(asked -> assertThat(asked.parameters())
                            .containsEntry("ExternalId", "acme-4711")
                            .containsEntry("RoleSessionName", "shop")
                            .containsEntry("DurationSeconds", "900"));
        }

        @Test
        void areAssumedOnceWhileASessionLasts() {
            try (Identity identity = identity(KEYS, role(HUB))) {
                assertThat(identity.resolveCredentials()).isEqualTo(identity.resolveCredentials());
            }
            assertThat(sts.asked).hasSize(1);
        }

        @Test
        void areRenewedBeforeASessionEnds() {
            sts.grantOnly(Duration.ofSeconds(30));
            try (Identity identity = identity(KEYS, role(HUB))) {
                assertThat(identity.resolveCredentials().accessKeyId()).isEqualTo("SESSION1");
                assertThat(identity.resolveCredentials().accessKeyId()).isEqualTo("SESSION2");
            }
        }

        @Test
        void signInNowhereBeforeTheyAreNeeded() {
            identity(KEYS, role(HUB)).close();

            assertThat(sts.asked).isEmpty();
        }
    }

    @Nested
    class Profiles {
        @Test
        void mayHaveKeys() {
            assertThat(signedWith(content("[default]\naws_access_key_id=ID\naws_secret_access_key=hushhush")))
                    .isEqualTo(AwsBasicCredentials.create("ID", "hushhush"));
        }

        @Test
        void mayAssumeARoleWithAnotherProfile() {
            AwsCredentials credentials = signedWith(content("""
                    [profile default]
                    role_arn = %s
                    source_profile = hub
                    external_id = acme
                    role_session_name = orders
                    duration_seconds = 1800

                    [profile hub]
                    role_arn = %s
                    source_profile = base

                    [base]
                    aws_access_key_id = BASE
                    aws_secret_access_key = hushhush
                    """.formatted(LAKE, HUB)));

            assertThat(credentials.accessKeyId()).isEqualTo("SESSION2");
            assertThat(sts.asked).extracting(StsServer.Asked::signer).containsExactly("BASE", "SESSION1");
            assertThat(sts.asked.get(0).parameters()).doesNotContainKey("ExternalId");
            assertThat(sts.asked.get(1).parameters())
                    .containsEntry("ExternalId", "acme")
                    .containsEntry("RoleSessionName", "orders")
                    .containsEntry("DurationSeconds", "1800");
        }

        @Test
        void mayBeTheirOwnSource() {
            signedWith(
                    content("[default]\naws_access_key_id=ID\naws_secret_access_key=hushhush\nsource_profile=default\n"
                            + "role_arn=" + HUB));

            assertThat(sts.asked).extracting(StsServer.Asked::signer).containsExactly("ID");
        }

        @Test
        void maySendAWebIdentityWhereTheWorkerAllowsIt() throws IOException {
            Path token = Files.writeString(directory.resolve("token"), "first\n");
            CredentialsSettings web = content("[default]\nrole_arn=" + HUB + "\nweb_identity_token_file=" + token);
            sts.grantOnly(Duration.ofSeconds(30));

            System.setProperty(WorkerPermissions.TOKEN_ENDPOINT, "true");
            try (Identity identity = identity(web)) {
                identity.resolveCredentials();
                Files.writeString(token, "second\n");
                identity.resolveCredentials();
            } finally {
                System.clearProperty(WorkerPermissions.TOKEN_ENDPOINT);
            }

            assertThat(sts.asked)
                    .extracting(asked -> asked.parameters().get("WebIdentityToken"))
                    .containsExactly("first", "second");
            assertThat(sts.asked).extracting(StsServer.Asked::signer).containsOnly("nobody");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/dev/zero", "/", "long"})
        void readNoWebIdentityThatIsNoFileOfItsSize(String name) throws IOException {
            Path file = directory.resolve(name);
            if (name.equals("long")) {
                Files.writeString(file, "x".repeat(20_001));
            }
            CredentialsSettings web = content("[default]\nrole_arn=" + HUB + "\nweb_identity_token_file=" + file);

            System.setProperty(WorkerPermissions.TOKEN_ENDPOINT, "true");
            try (Identity identity = identity(web)) {
                assertThatThrownBy(identity::resolveCredentials)
                        .isInstanceOf(SdkClientException.class)
                        .hasMessageContaining("is not a file of at most 20000 bytes");
            } finally {
                System.clearProperty(WorkerPermissions.TOKEN_ENDPOINT);
            }
            assertThat(sts.asked).isEmpty();
        }

        @Test
        void sendNoWebIdentityWhereTheWorkerDoesNotAllowIt() {
            CredentialsSettings web = content("[default]\nrole_arn=" + HUB + "\nweb_identity_token_file=/token");

            assertThatThrownBy(() -> identity(web))
                    .isInstanceOf(SdkClientException.class)
                    .hasMessageContaining(WorkerPermissions.TOKEN_ENDPOINT);
            assertThat(sts.asked).isEmpty();
        }

        @Test
        void mayRunACommandWhereTheWorkerAllowsIt() {
            CredentialsSettings command = content("[default]\ncredential_process = printf '{\"Version\": 1,"
                    + " \"AccessKeyId\": \"%s\", \"SecretAccessKey\": \"hushhush\"}' PRINTED");
            assertThatThrownBy(() -> identity(command)).isInstanceOf(UnusableProfileException.class);

            System.setProperty(WorkerPermissions.CREDENTIAL_PROCESS, "true");
            try {
                assertThat(signedWith(command).accessKeyId()).isEqualTo("PRINTED");
                assertThat(command.toString()).doesNotContain("hushhush");
            } finally {
                System.clearProperty(WorkerPermissions.CREDENTIAL_PROCESS);
            }
        }

        @Test
        void signInSideBySideWithoutKnowingOfEachOther() throws IOException {
            Path file = write("a", "one");
            Map<Object, Object> before = Map.copyOf(System.getProperties());
            try (Identity first = identity(
                            content("[default]\naws_access_key_id=two\naws_secret_access_key=hushhush"), role(LAKE));
                    Identity second = identity(file(file, "default"), role(HUB))) {
                assertThat(first.resolveCredentials().accessKeyId()).isEqualTo("SESSION1");
                assertThat(second.resolveCredentials().accessKeyId()).isEqualTo("SESSION2");
                assertThat(first.resolveCredentials().accessKeyId()).isEqualTo("SESSION1");
            }
            assertThat(sts.asked).extracting(StsServer.Asked::signer).containsExactly("two", "one");
            assertThat(sts.asked).extracting(StsServer.Asked::role).containsExactly(LAKE, HUB);
            assertThat(System.getProperties()).isEqualTo(before);
        }
    }

    @Nested
    class FilesOfProfiles {
        @Test
        void areFollowedWhenTheyChange() throws IOException {
            Path file = write("credentials", "one");
            try (Identity identity = identity(file(file, "default"))) {
                assertThat(identity.resolveCredentials().accessKeyId()).isEqualTo("one");
                write("credentials", "three");
                assertThat(identity.resolveCredentials().accessKeyId()).isEqualTo("three");
            }
        }

        @Test
        void areFollowedWhenASymbolicLinkIsSwapped() throws IOException {
            write("old", "one");
            write("new", "two");
            Path link = Files.createSymbolicLink(directory.resolve("credentials"), directory.resolve("old"));
            try (Identity identity = identity(file(link, "default"))) {
                assertThat(identity.resolveCredentials().accessKeyId()).isEqualTo("one");
                Path next = Files.createSymbolicLink(directory.resolve("next"), directory.resolve("new"));
                Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
                assertThat(identity.resolveCredentials().accessKeyId()).isEqualTo("two");
            }
        }

        @Test
        void leaveTheCredentialsInForceWhileTheyAreBrokenOrGone() throws IOException {
            Path file = write("credentials", "one");
            try (Identity identity = identity(file(file, "default"))) {
                assertThat(identity.resolveCredentials().accessKeyId()).isEqualTo("one");
                Files.writeString(file, "[default]\nhushhush");
                assertThat(identity.resolveCredentials().accessKeyId()).isEqualTo("one");
                Files.delete(file);
                assertThat(identity.resolveCredentials().accessKeyId()).isEqualTo("one");
                write("credentials", "four");
                assertThat(identity.resolveCredentials().accessKeyId()).isEqualTo("four");
            }
        }

        @Test
        void keepASessionWhenOnlyOtherProfilesChange() throws IOException {
            String role = "[default]\nrole_arn=" + HUB + "\nsource_profile=default\n" + "aws_access_key_id=ID\n"
                    + "aws_secret_access_key=hushhush\n";
            Path file = Files.writeString(directory.resolve("credentials"), role);
            try (Identity identity = identity(file(file, "default"))) {
                identity.resolveCredentials();
                Files.writeString(file, role + "[other]\n");
                assertThat(identity.resolveCredentials().accessKeyId()).isEqualTo("SESSION1");
                Files.writeString(file, role.replace("ID", "ROTATED"));
                assertThat(identity.resolveCredentials().accessKeyId()).isEqualTo("SESSION2");
            }
            assertThat(sts.asked).extracting(StsServer.Asked::signer).containsExactly("ID", "ROTATED");
        }

        @Test
        void mayNotBringInACommandLater() throws IOException {
            Path file = write("credentials", "one");
            Path proof = directory.resolve("proof");
            try (Identity identity = identity(file(file, "default"))) {
                identity.resolveCredentials();
                Files.writeString(file, "[default]\ncredential_process = touch " + proof);
                assertThat(identity.resolveCredentials().accessKeyId()).isEqualTo("one");
            }
            assertThat(proof).doesNotExist();
        }

        @Test
        void areMissedWithTheirNameAndThatOfTheKey() {
            try (Identity identity = identity(file(directory.resolve("missing"), "default"))) {
                assertThatThrownBy(identity::resolveCredentials)
                        .isInstanceOf(SdkClientException.class)
                        .hasMessageContaining("aws.profile.file must be a readable file of profiles")
                        .hasMessageContaining("no such file on this worker");
            }
        }
    }

    @Nested
    class Classes {
        @Test
        void areMadeAndConfiguredWithTheirParameters() {
            CredentialsSettings provided = new CredentialsSettings.Provided(
                    ProviderClass.named(Vault.class.getName()), Map.of("address", new Password("vault-hushhush")));

            assertThat(signedWith(provided).accessKeyId()).isEqualTo("vault-hushhush");
        }

        @Test
        void mayHaveACreateMethodInstead() {
            assertThat(signedWith(new CredentialsSettings.Provided(
                                    ProviderClass.named(Created.class.getName()), Map.of()))
                            .accessKeyId())
                    .isEqualTo("created");
        }

        @Test
        void areToldOfWhenTheyFailWithoutWhatTheySay() {
            CredentialsSettings provided =
                    new CredentialsSettings.Provided(ProviderClass.named(Failing.class.getName()), Map.of());

            assertThatThrownBy(() -> identity(provided))
                    .isInstanceOf(SdkClientException.class)
                    .hasMessageContaining("Failing failed to start with java.lang.IllegalStateException")
                    .message()
                    .doesNotContain("hushhush");
        }
    }

    /** A provider that is told where to look. */
    public static final class Vault implements AwsCredentialsProvider, Configurable {
        private String address = "";

        @Override
        public void configure(Map<String, ?> parameters) {
            address = String.valueOf(parameters.get("address"));
        }

        @Override
        public AwsCredentials resolveCredentials() {
            return AwsBasicCredentials.create(address, "hushhush");
        }
    }

    /** A provider made as the SDK's own are. */
    public static final class Created implements AwsCredentialsProvider {
        private Created() {}

        public static Created create() {
            return new Created();
        }

        @Override
        public AwsCredentials resolveCredentials() {
            return AwsBasicCredentials.create("created", "hushhush");
        }
    }

    /** A provider that says too much. */
    public static final class Failing implements AwsCredentialsProvider {
        public Failing() {
            throw new IllegalStateException("hushhush");
        }

        @Override
        public AwsCredentials resolveCredentials() {
            throw new IllegalStateException();
        }
    }

    private AwsCredentials signedWith(CredentialsSettings credentials) {
        try (Identity identity = identity(credentials)) {
            return identity.resolveCredentials();
        }
    }

    private Identity identity(CredentialsSettings credentials, AssumedRole... roles) {
        AwsSettings settings = new AwsSettings(
                Region.EU_WEST_1,
                credentials,
                List.of(roles),
                new Endpoints(Optional.empty(), Optional.empty(), Optional.of(sts.uri()), false, false, false));
        return Identity.of(settings, new ClientFactory(settings, "test", ClientFactory::http));
    }

    private static AssumedRole role(String arn) {
        return new AssumedRole(arn, Optional.of("acme-4711"), "shop", Duration.ofMinutes(15));
    }

    private static CredentialsSettings content(String text) {
        return new CredentialsSettings.ProfileContent(ProfileText.parse(text), "default");
    }

    private static CredentialsSettings file(Path path, String profile) {
        return new CredentialsSettings.ProfileFile(new ProfileSource(path), profile);
    }

    private Path write(String name, String id) throws IOException {
        return Files.writeString(
                directory.resolve(name), "[default]\naws_access_key_id=" + id + "\naws_secret_access_key=hushhush\n");
    }
}
