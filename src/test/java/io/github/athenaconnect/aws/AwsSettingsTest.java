package io.github.athenaconnect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.aws.profile.ProfileText;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class AwsSettingsTest {
    @Nested
    class TheAccount {
        private static final CredentialsSettings KEYS = keys("hushhush");

        private static CredentialsSettings keys(String secret) {
            return new CredentialsSettings.AccessKeys("AKIDEXAMPLE", new Password(secret), Optional.empty());
        }

        private static AwsSettings settings(Region region, CredentialsSettings credentials, String... roles) {
            return new AwsSettings(
                    region,
                    credentials,
                    List.of(roles).stream()
                            .map(role -> new AssumedRole(
                                    role,
                                    Optional.empty(),
                                    AssumedRole.DEFAULT_SESSION_NAME,
                                    AssumedRole.DEFAULT_DURATION))
                            .toList(),
                    Endpoints.OF_REGION);
        }

        private static String of(CredentialsSettings credentials, String... roles) {
            return settings(Region.EU_WEST_1, credentials, roles).account();
        }

        private static CredentialsSettings profile(String... lines) {
            return new CredentialsSettings.ProfileContent(ProfileText.parse(String.join("\n", lines)), "shop");
        }

        @Test
        void isThatOfTheKeyAndTheRegion() {
            assertThat(of(KEYS))
                    .isEqualTo(of(keys("another")))
                    .contains("AKIDEXAMPLE", "eu-west-1")
                    .doesNotContain("hushhush");
            assertThat(settings(Region.US_EAST_1, KEYS).account()).isNotEqualTo(of(KEYS));
        }

        @Test
        void isThatOfTheLastRoleWhoeverAssumesIt() {
            assertThat(of(KEYS, "arn:aws:iam::111111111111:role/hop", "arn:aws:iam::222222222222:role/shop"))
                    .isEqualTo(of(new CredentialsSettings.DefaultChain(), "arn:aws:iam::222222222222:role/other"))
                    .contains("222222222222")
                    .doesNotContain("111111111111");
        }

        @Test
        void isAnotherAtAnotherEndpoint() {
            Endpoints other = new Endpoints(
                    Optional.of(URI.create("http://127.0.0.1:1")),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false,
                    false);

            assertThat(new AwsSettings(Region.EU_WEST_1, KEYS, List.of(), other).account())
                    .isNotEqualTo(of(KEYS));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        aws_access_key_id=AKIDEXAMPLE   | aws_secret_access_key=hushhush  | AKIDEXAMPLE in eu-west-1
                        role_arn=arn:aws:iam::333333333333:role/r | credential_source=Environment | 333333333333 in eu-west-1
                        role_arn=arn:aws:iam::333333333333:role/r | web_identity_token_file=/token | 333333333333 in eu-west-1
                        """)
        void ofAProfileIsWhatTheProfileSays(String line, String other, String account) {
            assertThat(of(profile("[shop]", line, other))).isEqualTo(account);
        }

        @Test
        void ofASingleSignOnIsTheAccountThatIsSignedInTo() {
            assertThat(of(profile(
                            "[shop]",
                            "sso_start_url=https://acme.awsapps.com/start",
                            "sso_region=eu-west-1",
                            "sso_account_id=444444444444",
                            "sso_role_name=reader")))
                    .isEqualTo("444444444444 in eu-west-1");
        }

        @Test
        void ofWhatOnlyTheWorkerKnowsIsTheWorkers() {
            assertThat(of(new CredentialsSettings.DefaultChain())).isEqualTo("the worker in eu-west-1");
            assertThat(of(new CredentialsSettings.ProfileFile(new ProfileSource(Path.of("/aws/config")), "shop")))
                    .isEqualTo("shop of /aws/config in eu-west-1");
        }

        @Test
        void ofAProviderClassHasNoneOfItsParameters() {
            ProviderClass type = new ProviderClass(DefaultCredentialsProvider.class);

            assertThat(of(new CredentialsSettings.Provided(type, Map.of("token", new Password("hushhush")))))
                    .contains(DefaultCredentialsProvider.class.getName())
                    .doesNotContain("hushhush");
        }
    }
}
