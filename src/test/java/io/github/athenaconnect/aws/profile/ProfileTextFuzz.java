package io.github.athenaconnect.aws.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.athenaconnect.fuzz.Seeds;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is given as the text of a profile: profiles, or a refusal in which nothing of the text is. */
class ProfileTextFuzz {
    private static final String SECRET = "hushhush";

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "30s")
    void everyTextIsProfilesOrARefusalWithoutSecrets(byte[] input) {
        try {
            assertThat(ProfileText.parse(Seeds.text(input))).isNotNull();
        } catch (UnusableProfileException refused) {
            assertThat(refused).hasMessageStartingWith("must ").hasMessageNotContaining(SECRET);
        }
    }

    static Stream<byte[]> seeds() {
        return Seeds.of(
                "[default]\naws_access_key_id = AKIA\naws_secret_access_key = " + SECRET + SECRET + "\n",
                "[profile a]\nregion=eu-west-1 # here\nsource_profile = b\n\n[b]\naws_session_token=" + SECRET,
                "[sso-session s]\nsso_region = eu-west-1\n[profile c]\nsso_session = s\ns3 =\n  a = b\n  c = " + SECRET,
                SECRET + "\n[default",
                "\ufeff; comment\n[default] # more\n  key = " + SECRET + "\n\\n" + SECRET);
    }
}
