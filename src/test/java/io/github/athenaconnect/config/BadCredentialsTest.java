package io.github.athenaconnect.config;

import static io.github.athenaconnect.config.Configurations.smallestWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with the way a connector signs in, and which key is told so. */
class BadCredentialsTest {
    private static final String MODE = "aws.credentials.mode";
    private static final String ID = "aws.access.key.id";
    private static final String SECRET = "aws.secret.access.key";
    private static final String TOKEN = "aws.session.token";
    private static final String FILE = "aws.profile.file";
    private static final String CONTENT = "aws.profile.content";
    private static final String NAME = "aws.profile.name";
    private static final String CLASS = "aws.credentials.provider.class";
    private static final String ROLE = "aws.sts.role.arn";
    private static final String EXTERNAL_ID = "aws.sts.role.external.id";
    private static final String SESSION_NAME = "aws.sts.role.session.name";
    private static final String DURATION = "aws.sts.role.session.duration.seconds";

    private static final String PROVIDER = "software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider";
    private static final String ARN = "arn:aws:iam::123456789012:role/reader";
    private static final String KEYS = "aws_access_key_id=AKIDEXAMPLE\naws_secret_access_key=hushhush\n";

    private static final List<String> FILES = List.of("good", "missing", "malformed", "binary", "large", ".");

    @TempDir
    private static Path directory;

    static Stream<Arguments> table() {
        return Stream.of(modes(), accessKeys(), texts(), profiles(), files(), classes(), roles(), places())
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> modes() {
        return Stream.of(
                bad(MODE, "must be one of access_keys, default", MODE, "profile"),
                bad(MODE, "must be one of", MODE, "ACCESS_KEYS"),
                bad(MODE, "must not be blank", MODE, " "),
                bad(ID, "belongs to aws.credentials.mode=access_keys", ID, "AKIDEXAMPLE"),
                bad(SECRET, "but found aws.credentials.mode=default", SECRET, "hushhush"),
                bad(FILE, "belongs to aws.credentials.mode=profile_file", FILE, "/etc/aws"),
                bad(CONTENT, "belongs to aws.credentials.mode=profile_content", CONTENT, "[default]\n" + KEYS),
                bad(NAME, "belongs to aws.credentials.mode=profile_file or profile_content", NAME, "shop"),
                bad(CLASS, "belongs to aws.credentials.mode=provider_class", CLASS, PROVIDER),
                bad(
                        "aws.credentials.provider.token",
                        "belongs to aws.credentials.mode=provider_class",
                        "aws.credentials.provider.token",
                        "hushhush"),
                content(
                        NAME,
                        "but found aws.credentials.mode=access_keys",
                        KEYS,
                        MODE,
                        "access_keys",
                        ID,
                        "A",
                        SECRET,
                        "hushhush",
                        CONTENT,
                        "-",
                        NAME,
                        "shop"),
                bad("aws.profile.path", "did you mean aws.profile.name?", "aws.profile.path", "hushhush"),
                bad("aws.sts.role.arns", "did you mean aws.sts.role.arn?", "aws.sts.role.arns", ARN));
    }

    private static Stream<Arguments> accessKeys() {
        return Stream.of(
                keys(ID, "is required by aws.credentials.mode=access_keys", ID, "-"),
                keys(SECRET, "is required by aws.credentials.mode=access_keys", SECRET, "-"),
                keys(ID, "must not be blank", ID, ""),
                keys(ID, "perhaps the secret access key", ID, "hushhush/K7MDENG+bPxRfi"),
                keys(ID, "of a-z A-Z 0-9 _", ID, "AKID EXAMPLE"),
                keys(SECRET, "perhaps the two are exchanged", SECRET, "AKIAIOSFODNN7EXAMPLE"),
                keys(SECRET, "white space inside", SECRET, "hushhush hushhush"),
                keys(ID, "a config provider \"vault\"", ID, "${vault:hushhush/shop:id}"),
                keys(SECRET, "config.providers of every worker", SECRET, "${vault:hushhush/shop:secret}"),
                keys(SECRET, "a config provider \"env\"", SECRET, " ${env:HUSHHUSH hushhush}\n"),
                keys(TOKEN, "a config provider \"file\"", TOKEN, "${file:/hushhush.properties:token}"),
                keys(TOKEN, "must not be blank", TOKEN, " "),
                keys(TOKEN, "white space inside", TOKEN, "hushhush\nhushhush"),
                keys(TOKEN, "is required by temporary keys", ID, "ASIAIOSFODNN7EXAMPLE"),
                keys(TOKEN, "begins like a lasting one (AKIA)", ID, "AKIAIOSFODNN7EXAMPLE", TOKEN, "hushhush"));
    }

    private static Stream<Arguments> texts() {
        return Stream.of(
                content(CONTENT, "is required by aws.credentials.mode=profile_content", "", CONTENT, "-"),
                content(CONTENT, "must not be blank", "  \n"),
                content(CONTENT, "a config provider \"vault\"", "${vault:hushhush/shop:profiles}"),
                profile(
                        "a config provider \"vault\"",
                        "aws_access_key_id=AKIDEXAMPLE\naws_secret_access_key = ${vault:hushhush/shop:secret}\n"),
                content(CONTENT, "at least one [profile], found none", "# hushhush"),
                content(CONTENT, "line 1 is a setting before the first [profile]", KEYS),
                content(CONTENT, "line 3 is neither a [profile], nor a setting", "[default]\n\nhushhush"),
                content(CONTENT, "line 2 is neither", "[default]\naws_secret_access_key: hushhush"),
                content(CONTENT, "line 2 is neither", "[default]\n= hushhush"),
                content(CONTENT, "line 1 must hold the name of a profile in brackets", "[default\n" + KEYS),
                content(CONTENT, "line 4 must hold the name of a profile", "[default]\n" + KEYS + "[]"),
                content(CONTENT, "a line break escaped twice", "[default]\\naws_secret_access_key=hushhush"),
                content(CONTENT, "line 2 is neither", "[default]\n{\"aws_secret_access_key\":\"hushhush\"}"));
    }

    private static Stream<Arguments> profiles() {
        return Stream.of(
                content(
                        NAME,
                        "which has base, shop; found \"stop\"",
                        "[shop]\n" + KEYS + "[base]\n" + KEYS,
                        NAME,
                        "stop"),
                content(NAME, "which has shop; found the default, \"default\"", "[profile shop]\n" + KEYS),
                content(NAME, "must not be blank", "[default]\n" + KEYS, NAME, " "),
                profile("\"default\" has no credentials", "output=json"),
                profile("has no aws_secret_access_key", "aws_access_key_id=AKIDEXAMPLE"),
                profile("has no aws_access_key_id", "aws_secret_access_key=hushhush"),
                profile("has no aws_access_key_id", "aws_session_token=hushhush"),
                profile(
                        "white space inside its aws_secret_access_key",
                        "aws_access_key_id=A\naws_secret_access_key=hushhush\n  hushhush"),
                profile("has a region that is not the name", KEYS + "region=EU_West"),
                profile("has a region that is not the name", KEYS + "region=evil.example/#"),
                profile("one of source_profile and credential_source", "role_arn=" + ARN),
                profile(
                        "one of source_profile and credential_source",
                        "role_arn=" + ARN + "\nsource_profile=a\ncredential_source=Environment"),
                profile("has a role_arn other than", "role_arn=hushhush\nsource_profile=default\n" + KEYS),
                profile(
                        "source_profile \"base\" that is not among default",
                        "role_arn=" + ARN + "\nsource_profile=base"),
                profile("\"default\" has no credentials", "role_arn=" + ARN + "\nsource_profile=default"),
                profile("comes back to itself", role("other") + "[other]\n" + role("default")),
                profile(
                        "credential_source other than Environment, Ec2InstanceMetadata, EcsContainer",
                        "role_arn=" + ARN + "\ncredential_source=environment"),
                profile("has an mfa_serial", role("default") + KEYS + "mfa_serial=arn:aws:iam::123456789012:mfa/me"),
                profile("has an external_id other than", role("default") + KEYS + "external_id=?"),
                profile("has a role_session_name other than", role("default") + KEYS + "role_session_name=x"),
                profile("has duration_seconds other than 900 to 43200", role("default") + KEYS + "duration_seconds=60"),
                profile("has duration_seconds other than", role("default") + KEYS + "duration_seconds=an_hour"),
                profile("not an absolute path", "role_arn=" + ARN + "\nweb_identity_token_file=token"),
                profile("cannot be a path", "role_arn=" + ARN + "\nweb_identity_token_file=/a\u0000b"),
                profile("has no sso_role_name", "sso_session=acme\nsso_account_id=123456789012"),
                profile("has no sso_account_id", "sso_session=acme\nsso_role_name=reader"),
                profile("other than twelve digits", "sso_session=acme\nsso_account_id=12\nsso_role_name=reader"),
                profile("no section [sso-session acme]", "sso_session=acme\n" + account()),
                profile(
                        "sso-session \"acme\" has no sso_region",
                        "sso_session=acme\n" + account() + "[sso-session acme]\nsso_start_url=https://acme"),
                profile(
                        "sso-session \"acme\" has no sso_start_url",
                        "sso_session=acme\n" + account() + "[sso-session acme]\nsso_region=eu-west-1"),
                profile(
                        "has a sso_region that is not the name",
                        "sso_session=acme\n" + account()
                                + "[sso-session acme]\nsso_start_url=https://acme\nsso_region=a.evil/"),
                profile("has no sso_start_url", account() + "sso_region=eu-west-1"),
                profile("-Dathena.connect.allow.credential.process=true", "credential_process=print hushhush"),
                profile(
                        "profile \"b\" has a credential_process",
                        role("a") + "[a]\n" + role("b") + "[b]\ncredential_process=print hushhush"));
    }

    private static Stream<Arguments> files() {
        return Stream.of(
                file(FILE, "is required by aws.credentials.mode=profile_file", FILE, "-"),
                file(FILE, "absolute or beginning with ~/", FILE, "credentials"),
                file(FILE, "absolute or beginning with ~/", FILE, "~other/credentials"),
                file(FILE, "must be the path of a file", FILE, "/a\u0000b"),
                file(FILE, "there is no such file on this worker", FILE, "missing"),
                file(FILE, "it is not a file of at most", FILE, "."),
                file(FILE, "it is not a file of at most", FILE, "large"),
                file(FILE, "it is not text in UTF-8", FILE, "binary"),
                file(FILE, "line 2 is neither", FILE, "malformed"),
                file(FILE, "profile \"command\" has a credential_process", NAME, "command"),
                file(NAME, "must name a profile of aws.profile.file, which has command, default", NAME, "stop"));
    }

    private static Stream<Arguments> classes() {
        return Stream.of(
                provider(CLASS, "is required by aws.credentials.mode=provider_class", "-"),
                provider(CLASS, "\"com.acme.Vault\" cannot be loaded", "com.acme.Vault"),
                provider(CLASS, "cannot be loaded", "com/acme/Vault"),
                provider(CLASS, "but java.lang.String is none", "java.lang.String"),
                provider(
                        CLASS,
                        "must be a public class with a public constructor",
                        "software.amazon.awssdk.auth.credentials.AwsCredentialsProvider"),
                provider(
                        CLASS,
                        "either without arguments",
                        "software.amazon.awssdk.auth.credentials.StaticCredentialsProvider"));
    }

    private static Stream<Arguments> roles() {
        return Stream.of(
                bad(ROLE, "found something else", ROLE, "hushhush"),
                bad(ROLE, "found \"arn:aws:iam::123456789012:user/me\"", ROLE, "arn:aws:iam::123456789012:user/me"),
                bad(ROLE, "found \"arn:aws:iam::1234:role/r\"", ROLE, "arn:aws:iam::1234:role/r"),
                bad(
                        ROLE,
                        "found \"arn:aws:sts::123456789012:assumed-role/r/s\"",
                        ROLE,
                        ARN + ",arn:aws:sts::123456789012:assumed-role/r/s"),
                bad(ROLE, "at least one role", ROLE, ""),
                bad(EXTERNAL_ID, "has no meaning without aws.sts.role.arn", EXTERNAL_ID, "acme"),
                bad(SESSION_NAME, "has no meaning without aws.sts.role.arn", SESSION_NAME, "acme"),
                bad(DURATION, "has no meaning without aws.sts.role.arn", DURATION, "900"),
                bad(EXTERNAL_ID, "must be 2 to 1224 of", ROLE, ARN, EXTERNAL_ID, "hushhush hushhush"),
                bad(SESSION_NAME, "must be 2 to 64 of", ROLE, ARN, SESSION_NAME, "shop orders"),
                bad(DURATION, "must be 900 to 43200, found 60", ROLE, ARN, DURATION, "60"),
                bad(DURATION, "Not a number of type LONG", ROLE, ARN, DURATION, "1h"),
                bad(DURATION, "at most 3600 where a role assumes another", ROLE, ARN + "," + ARN, DURATION, "7200"));
    }

    private static Stream<Arguments> places() {
        return Stream.of(
                keys("aws.region", "is required by aws.credentials.mode=access_keys", "aws.region", "-"),
                content(
                        "aws.region",
                        "because the profile \"default\" names no region",
                        "[default]\n" + KEYS,
                        "aws.region",
                        "-"),
                bad("aws.sts.endpoint", "http:// or https:// URI", "aws.sts.endpoint", "sts.example.com"),
                content(
                        "aws.sts.endpoint",
                        "-Dathena.connect.allow.token.endpoint=true",
                        "[default]\nweb_identity_token_file=/token\nrole_arn=" + ARN,
                        "aws.sts.endpoint",
                        "https://sts.example.com"),
                content(
                        "aws.sts.endpoint",
                        "must not be set beside a profile with a web identity",
                        "[default]\n" + role("web") + "[web]\nweb_identity_token_file=/token\nrole_arn=" + ARN,
                        "aws.sts.endpoint",
                        "https://sts.example.com"),
                bad(
                        "aws.fips.enabled",
                        "must be false beside aws.s3.endpoint",
                        "aws.fips.enabled",
                        "true",
                        "aws.s3.endpoint",
                        "http://127.0.0.1:1"),
                bad(
                        "aws.dualstack.enabled",
                        "must be false beside aws.athena.endpoint",
                        "aws.dualstack.enabled",
                        "true",
                        "aws.athena.endpoint",
                        "http://127.0.0.1:1"),
                bad("aws.fips.enabled", "true or false", "aws.fips.enabled", "yes"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("table")
    void areAnErrorOfTheKeyAtFaultAndOfNoOther(String key, String words, String[] changes) throws IOException {
        Map<String, List<String>> errors = errors(configuration(changes));

        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key))
                .singleElement()
                .asString()
                .contains(key)
                .contains(words)
                .doesNotContain("hushhush");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("table")
    void doNotStart(String key, String words, String[] changes) throws IOException {
        Map<String, String> properties = configuration(changes);

        assertThatThrownBy(() -> ConnectorSettings.parse(properties))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(words)
                .satisfies(error -> assertThat(error.toString()).doesNotContain("hushhush"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "]",
                "[]",
                "[[a]]",
                "=",
                "a",
                "a=",
                "=a",
                "[a]\n =",
                "[a]\nb=c\n  d",
                "\ufeff[a]",
                "\u0000",
                "[a\n]",
                "[profile ]",
                "[profile \"\"]",
                "[sso-session a]",
                "[a]\r\nb=c\r\n",
                "[a] # b",
                "[a]b",
                "[x y z]\na=b"
            })
    void areJudgedWithoutAnExceptionWhateverTheTextHolds(String anything) {
        assertThatCode(() -> errors(smallestWith(MODE, "profile_content", CONTENT, anything, NAME, "a")))
                .doesNotThrowAnyException();
    }

    /** A store other than AWS's may give secrets of any characters. */
    @Test
    void areNotSecretsThatOnlyLookABitLikeAReference() {
        for (String secret :
                List.of("${hush}", "a${hush:hush}", "${:hush}", "${hush.hush:hush}", "$hush:hush", "{a:b}")) {
            assertThat(errors(smallestWith(MODE, "access_keys", ID, "AKIDEXAMPLE", SECRET, secret)))
                    .as(secret)
                    .isEmpty();
        }
    }

    @Test
    void areNotWhatTheseAre() {
        assertThat(errors(smallestWith(MODE, "profile_content", CONTENT, "[default]\n" + KEYS)))
                .isEmpty();
        assertThat(errors(smallestWith(ROLE, ARN, DURATION, "43200"))).isEmpty();
    }

    private static Arguments bad(String key, String words, String... changes) {
        return Arguments.of(key, words, changes);
    }

    private static Arguments keys(String key, String words, String... changes) {
        return with(key, words, List.of(MODE, "access_keys", ID, "AKIDEXAMPLE", SECRET, "hushhush"), changes);
    }

    private static Arguments content(String key, String words, String content, String... changes) {
        return with(key, words, List.of(MODE, "profile_content", CONTENT, content), changes);
    }

    private static Arguments profile(String words, String settings) {
        return content(CONTENT, words, "[default]\n" + settings);
    }

    private static Arguments file(String key, String words, String... changes) {
        return with(key, words, List.of(MODE, "profile_file", FILE, "good"), changes);
    }

    private static Arguments provider(String key, String words, String name) {
        return with(key, words, List.of(MODE, "provider_class"), CLASS, name);
    }

    private static Arguments with(String key, String words, List<String> base, String... changes) {
        return bad(
                key, words, Stream.concat(base.stream(), Arrays.stream(changes)).toArray(String[]::new));
    }

    private static String role(String source) {
        return "role_arn=" + ARN + "\nsource_profile=" + source + "\n";
    }

    private static String account() {
        return "sso_account_id=123456789012\nsso_role_name=reader\n";
    }

    /** Names of files stand for paths of files, whose directory is not known when the table is made. */
    private static Map<String, String> configuration(String... changes) throws IOException {
        Files.writeString(
                directory.resolve("good"), "[default]\n" + KEYS + "[command]\ncredential_process=print hushhush\n");
        Files.writeString(directory.resolve("malformed"), "[default]\nhushhush\n");
        Files.write(directory.resolve("binary"), new byte[] {'[', (byte) 0xff, ']'});
        Files.write(directory.resolve("large"), new byte[2 << 20]);
        Map<String, String> properties = smallestWith(changes);
        properties.computeIfPresent(
                FILE,
                (key, name) -> FILES.contains(name) ? directory.resolve(name).toString() : name);
        return properties;
    }

    private static Map<String, List<String>> errors(Map<String, String> properties) {
        return ConnectorConfiguration.validate(properties).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}
