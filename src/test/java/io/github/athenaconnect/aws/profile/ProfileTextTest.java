package io.github.athenaconnect.aws.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is read out of the texts that AWS's own tools read. */
class ProfileTextTest {
    @Test
    void headingsOfBothFilesAreUnderstood() {
        Profiles profiles = ProfileText.parse("""
                [default]
                region = eu-west-1
                [profile shop]
                region = eu-west-2
                [profile "big shop"]
                region = eu-west-3
                [sso-session acme]
                sso_region = us-east-1
                [services local]
                region = nowhere
                """);

        assertThat(profiles.names()).isEqualTo("big shop, default, shop");
        assertThat(profiles.find("big shop").orElseThrow().find("region")).contains("eu-west-3");
        assertThat(profiles.findSingleSignOnSession("acme").orElseThrow().find("sso_region"))
                .contains("us-east-1");
    }

    @Test
    void aCredentialsFilesSettingsWinOverAConfigFiles() {
        Profile shop = ProfileText.parse("[shop]\na=1\n[profile shop]\na=2\nb=3\n[shop]\nc=4")
                .find("shop")
                .orElseThrow();

        assertThat(shop.settings()).isEqualTo(Map.of("a", "1", "b", "3", "c", "4"));
    }

    @Test
    void commentsBlankLinesAndCasesOfNamesDoNotMatter() {
        String text = """
                # of the shop

                [ default ] ; mine
                AWS_Access_Key_Id = A=#1 # mine
                ;b = 2
                c =
                """;
        Profile profile = ProfileText.parse("\ufeff" + text.replace("\n", "\r\n"))
                .find("default")
                .orElseThrow();

        assertThat(profile.find("aws_access_key_id")).contains("A=#1");
        assertThat(profile.has("c")).isFalse();
        assertThat(profile.has("b")).isFalse();
    }

    @Test
    void indentedTextIsReadAsIfItWereNot() {
        assertThat(ProfileText.parse("  [default]\n    a = 1\n    b = 2\n  c = 3")
                        .find("default")
                        .orElseThrow()
                        .settings())
                .isEqualTo(Map.of("a", "1", "b", "2", "c", "3"));
    }

    @Test
    void groupsOfDeeperSettingsAreNotTheProfiles() {
        assertThat(ProfileText.parse("[default]\ns3 =\n  region = nowhere\nregion = eu-west-1")
                        .find("default")
                        .orElseThrow()
                        .settings())
                .isEqualTo(Map.of("s3", "", "region", "eu-west-1"));
    }

    @Test
    void noSettingIsShown() {
        assertThat(ProfileText.parse("[default]\nsetting = hushhush").toString())
                .contains("default", "1 settings")
                .doesNotContain("hushhush");
    }
}
