package io.github.athenaconnect;

import static io.github.athenaconnect.SignedInTask.ORDER_IDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.aws.OutspokenLoggers;
import io.github.athenaconnect.aws.WorkerPermissions;
import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import io.github.athenaconnect.localstack.access.AccessKey;
import io.github.athenaconnect.localstack.access.Principal;
import io.github.athenaconnect.localstack.access.Secrets;
import io.github.athenaconnect.localstack.identity.Role;
import io.github.athenaconnect.localstack.identity.TemporaryKey;
import io.github.athenaconnect.localstack.policy.Policy;
import io.github.athenaconnect.localstack.policy.Policy.Allowance;
import io.github.athenaconnect.secrecy.LeakScanner;
import io.github.athenaconnect.secrecy.SilentAboutSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Connectors of each credentials mode against servers that check signatures. After each test, all that was logged at any level
 * by the connector and its libraries, all that was told of failures, and all that a running task shows is searched for every
 * secret there is.
 */
@ExtendWith(LocalStackExtension.class)
@Timeout(120)
class CredentialModesTest {
    private final LocalStack aws;
    private final List<String> told = new ArrayList<>();
    private CapturedLog captured;

    @TempDir
    private Path directory;

    CredentialModesTest(LocalStack aws) {
        this.aws = aws;
    }

    @BeforeEach
    void listen() {
        captured = CapturedLog.ofLibrariesToo();
    }

    @AfterEach
    void noSecretWasLoggedOrTold() {
        captured.close();
        assertThat(captured.byLogger()).as("loggers at work").containsKeys("SdkUri", "wire");
        assertThat(SilentAboutSecrets.leaks(captured))
                .as("secrets that were logged")
                .isEmpty();
        assertThat(LeakScanner.scan(String.join("\n", told)))
                .as("secrets that were told")
                .isEmpty();
    }

    private List<String> loggersThatTellSecrets() {
        return captured.byLogger().entrySet().stream()
                .filter(logger -> !LeakScanner.scan(logger.getValue()).isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void longLivedKeysDeliver() {
        assertDelivers(keys(user("lasting")));
        assertThat(captured.text()).as("the level of the log").contains("INFO", "is under way");
    }

    @Test
    void temporaryKeysDeliverWithTheirSessionToken() {
        assertDelivers(keys(temporary()));

        assertThat(loggersThatTellSecrets())
                .as("loggers that no worker may have below INFO")
                .containsExactlyInAnyOrder("wire", "headers", "DefaultV4RequestSigner");
        assertThat(captured.text())
                .contains(OutspokenLoggers.NAMES.stream()
                        .map(name -> "The logger " + name + " is set to DEBUG or TRACE")
                        .toList());
    }

    @Test
    void aWrongSecretIsRefused() {
        AccessKey key = user("mistyped");

        assertRefused(
                keys(new AccessKey(key.id(), "mistyped" + key.secret())),
                "aws.secret.access.key",
                "InvalidSignatureException",
                "Check aws.credentials.mode");
    }

    @Test
    void aWrongSessionTokenIsRefused() {
        AccessKey key = temporary();
        String wrong = "wrong" + key.sessionToken().orElseThrow();

        assertRefused(
                with(keys(key), "aws.session.token", wrong),
                "aws.access.key.id",
                "UnrecognizedClientException",
                "Check aws.credentials.mode");
    }

    @Test
    void anExpiredSessionIsRefused() {
        AccessKey key = temporary();
        aws.identities().keys().expire(key);

        assertRefused(
                with(keys(key), "query.default.timeout", "1s"),
                "aws.session.token",
                "ExpiredTokenException",
                "Renew the credentials");
    }

    @Test
    void aProfileOfAFileDeliversWithItsKeys() throws IOException {
        assertDelivers(file(profile("default", user("filed"))));
    }

    @Test
    void aProfileOfAFileDeliversInARoleAssumedWithItsSourceProfile() throws IOException {
        Role role = role("filed-reader", Principal.user("filed-hub"));

        assertDelivers(file(
                profile("hub", user("filed-hub")) + "[default]\nrole_arn=" + role.arn() + "\nsource_profile=hub\n"));
        assertThat(sessionsOf(role)).isNotEmpty();
    }

    @Test
    void aRunningConnectorGoesOnWithTheKeysOfARotatedFile() throws IOException {
        AccessKey before = user("rotating");
        try (SignedInTask task = SignedInTask.of(aws, file(profile("default", before)))) {
            assertThat(task.start().nextRun()).isEqualTo(ORDER_IDS);
            file(profile("default", user("rotating")));
            // The next run may have begun with the keys from before; when its rows are there it has asked with the
            // others.
            assertThat(task.nextRun()).isEqualTo(ORDER_IDS);
            aws.identities().keys().revoke(before);

            assertThat(task.nextRun()).isEqualTo(ORDER_IDS);
        }
    }

    /** What the test of rotation would see if the file were read only once. */
    @Test
    void revokedKeysThatWereNotReplacedAreRefused() throws IOException {
        AccessKey key = user("revoked");
        Map<String, String> identity = file(profile("default", key));
        aws.identities().keys().revoke(key);

        assertThat(refusal(identity)).contains("UnrecognizedClientException", "Check aws.credentials.mode");
    }

    @Test
    void aProfileOfATextDeliversWithItsKeys() {
        assertDelivers(content(profile("default", user("written"))));
    }

    @Test
    void rolesAreAssumedInTurnWithAnExternalId() {
        String externalId = Secrets.drawn("ExternalId", 10);
        Role first = role("chain-hub", Principal.user("chained"), externalId);
        Role second = role("chain-reader", Principal.session("chain-hub", "any"), externalId);
        Map<String, String> identity = with(
                content(profile("default", user("chained"))), "aws.sts.role.arn", first.arn() + "," + second.arn());

        assertDelivers(with(identity, "aws.sts.role.external.id", externalId));
        assertThat(sessionsOf(second)).isNotEmpty();
        assertThat(refusal(identity)).contains("is not authorized to perform: sts:AssumeRole", first.arn());
    }

    /** The SDK renews what has less than a minute left; the stack ends it at once, so that nobody goes on with it. */
    @Test
    void aSessionIsRenewedBeforeItExpires() {
        Role role = role("short-lived", Principal.user("renewing"));
        aws.identities().endSessionsAfter(role, Duration.ofSeconds(59));
        Map<String, String> identity = with(keys(user("renewing")), "aws.sts.role.arn", role.arn());
        try (SignedInTask task = SignedInTask.of(aws, identity)) {
            assertThat(task.start().nextRun()).isEqualTo(ORDER_IDS);
            List<AccessKey> first = sessionsOf(role);
            assertThat(task.nextRun()).isEqualTo(ORDER_IDS);
            first.forEach(aws.identities().keys()::expire);

            assertThat(task.nextRun()).isEqualTo(ORDER_IDS);
        }
        assertThat(captured.text()).doesNotContain("Trying again");
    }

    @Test
    void aWebIdentityDeliversWhereTheWorkerAllowsItsTokenToBeSent() throws IOException {
        String token = "header.hushhush-of-nobody-else.signature";
        Role role = Role.named("federated");
        aws.identities().trustWebIdentity(token, role);
        Path file = Files.writeString(directory.resolve("token"), token);
        Map<String, String> identity =
                content("[default]\nrole_arn=" + role.arn() + "\nweb_identity_token_file=" + file + "\n");

        System.setProperty(WorkerPermissions.TOKEN_ENDPOINT, "true");
        try {
            assertDelivers(identity);
        } finally {
            System.clearProperty(WorkerPermissions.TOKEN_ENDPOINT);
        }
        assertThat(sessionsOf(role)).isNotEmpty();
        assertThat(loggersThatTellSecrets()).contains("SdkUri");
        assertThat(refusal(identity)).contains(WorkerPermissions.TOKEN_ENDPOINT);
    }

    @Test
    void twoConnectorsOfOneWorkerAreEachWhoTheirProfileSays() {
        String profiles = profile("alice", user("alice")) + profile("bob", user("bob"));
        allowToWrite("bob", "bob");
        Map<String, String> alice = writingTo("alice", with(content(profiles), "aws.profile.name", "alice"));
        Map<String, String> bob = with(content(profiles), "aws.profile.name", "bob");
        Properties before = (Properties) System.getProperties().clone();
        try (SignedInTask hers = SignedInTask.of(aws, alice).start();
                SignedInTask his = SignedInTask.of(aws, writingTo("bob", bob)).start()) {
            assertThat(refusal(writingTo("alice", bob)))
                    .contains("Access denied when writing output to url: s3://" + aws.resultBucket() + "/alice/");
            assertThat(his.nextRun()).isEqualTo(ORDER_IDS);
            assertThat(hers.nextRun()).isEqualTo(ORDER_IDS);
        }
        assertThat(System.getProperties()).isEqualTo(before);
    }

    private void assertDelivers(Map<String, String> identity) {
        try (SignedInTask task = SignedInTask.of(aws, identity)) {
            assertThat(findings(task)).isEmpty();
            assertThat(task.start().nextRun()).isEqualTo(ORDER_IDS);
            told.add(task.shown());
        }
    }

    private void assertRefused(Map<String, String> identity, String key, String answer, String nextStep) {
        try (SignedInTask task = SignedInTask.of(aws, identity)) {
            assertThat(findings(task)).containsOnlyKeys(key);
        }
        assertThat(refusal(identity)).contains("Query 'orders'", answer, nextStep);
    }

    private Map<String, List<String>> findings(SignedInTask task) {
        Map<String, List<String>> findings = task.findings();
        told.add(findings.toString());
        return findings;
    }

    private String refusal(Map<String, String> identity) {
        try (SignedInTask task = SignedInTask.of(aws, identity)) {
            String failure = task.failure();
            told.add(failure);
            return failure;
        }
    }

    private AccessKey user(String name) {
        return aws.identities().createUserKey(name);
    }

    private AccessKey temporary() {
        return aws.identities()
                .startSession(Role.named("visitor"), "visit", Duration.ofHours(1))
                .key();
    }

    private Role role(String name, Principal trusted) {
        Role role = Role.named(name).trusting(trusted.entityArn());
        aws.identities().put(role);
        return role;
    }

    private Role role(String name, Principal trusted, String externalId) {
        Role role = role(name, trusted).withExternalId(externalId);
        aws.identities().put(role);
        return role;
    }

    private List<AccessKey> sessionsOf(Role role) {
        return aws.identities().handedOut().stream()
                .filter(handed -> handed.owner().entityArn().equals(role.arn()))
                .map(TemporaryKey::key)
                .toList();
    }

    private void allowToWrite(String user, String prefix) {
        String results = "arn:aws:s3:::" + aws.resultBucket() + "/" + prefix + "/*";
        Stream<String> anywhere = Stream.of("athena:*", "glue:*", "s3:Get*", "s3:List*");
        aws.identities()
                .policies()
                .put(
                        Principal.user(user).entityArn(),
                        new Policy(Stream.concat(
                                        anywhere.map(action -> new Allowance(action, "*")),
                                        Stream.of(new Allowance("s3:*", results)))
                                .toList()));
    }

    private Map<String, String> writingTo(String prefix, Map<String, String> identity) {
        return with(identity, "athena.output.location", "s3://" + aws.resultBucket() + "/" + prefix + "/");
    }

    private static Map<String, String> keys(AccessKey key) {
        Map<String, String> identity = new HashMap<>(Map.of(
                "aws.credentials.mode", "access_keys",
                "aws.access.key.id", key.id(),
                "aws.secret.access.key", key.secret()));
        key.sessionToken().ifPresent(token -> identity.put("aws.session.token", token));
        return identity;
    }

    private static String profile(String name, AccessKey key) {
        return "[" + name + "]\naws_access_key_id=" + key.id() + "\naws_secret_access_key=" + key.secret() + "\n";
    }

    private Map<String, String> file(String profiles) throws IOException {
        Path file = Files.writeString(directory.resolve("credentials"), profiles);
        return Map.of("aws.credentials.mode", "profile_file", "aws.profile.file", file.toString());
    }

    private static Map<String, String> content(String profiles) {
        return Map.of("aws.credentials.mode", "profile_content", "aws.profile.content", profiles);
    }

    private static Map<String, String> with(Map<String, String> identity, String key, String value) {
        Map<String, String> changed = new HashMap<>(identity);
        changed.put(key, value);
        return changed;
    }
}
