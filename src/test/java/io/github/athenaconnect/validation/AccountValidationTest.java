package io.github.athenaconnect.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.config.ConnectorConfiguration;
import io.github.athenaconnect.config.ConnectorSettings;
import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** What follows from an account's answers, where the local stack cannot be made to give them. */
@Timeout(120)
class AccountValidationTest {
    private static final String SQL = "SELECT a, a FROM t";
    private static final List<String> VALID = List.of("Valid boolean");

    private final SettableClock clock = SettableClock.standing("2026-03-01T10:07:00Z");
    private final FakeS3 s3 = new FakeS3();
    private final FakeAthena athena = new FakeAthena(clock, s3)
            .answers("EXPLAIN (TYPE VALIDATE) SELECT 1", VALID, "true\n")
            .answers("EXPLAIN (TYPE VALIDATE) " + SQL, VALID, "true\n");

    private static Map<String, String> properties() {
        return new HashMap<>(Map.of(
                "name", "shop",
                "aws.region", "eu-west-1",
                "athena.database", "shop",
                "queries", "orders",
                "query.orders.sql", SQL,
                "query.orders.topic", "orders"));
    }

    /** Knows nobody, as STS does not have to for queries to run. */
    private static final class SilentSts implements StsClient {
        @Override
        public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
            throw SdkClientException.create("nobody is there");
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private List<Finding> findings(Map<String, String> properties) throws InterruptedException {
        return new AccountValidation(
                        ConnectorSettings.parse(properties),
                        new AwsClients(athena, s3, AnonymousCredentialsProvider.create()),
                        new SilentSts(),
                        clock)
                .findings();
    }

    @Test
    void columnsThatCannotBecomeRecordsAreTheStatementsFault() throws InterruptedException {
        athena.answers("SELECT * FROM (" + SQL + "\n) LIMIT 0", List.of("a integer", "a integer"), "");

        assertThat(findings(properties())).singleElement().satisfies(finding -> {
            assertThat(finding.key()).isEqualTo("query.orders.sql");
            assertThat(finding.problem()).contains("AS");
        });
    }

    @Test
    void aTypeThatIsDeclaredForAnotherColumnIsTheDeclarationsFault() throws InterruptedException {
        athena.answers("SELECT * FROM (" + SQL + "\n) LIMIT 0", List.of("id integer", "tags array"), "");
        Map<String, String> properties = properties();
        properties.put("query.orders.nested.types", "tag array(integer)");

        assertThat(findings(properties)).singleElement().satisfies(finding -> {
            assertThat(finding.key()).isEqualTo("query.orders.nested.types");
            assertThat(finding.problem()).contains("\"tag\"", "id, tags");
        });

        properties.put("query.orders.nested.types", "id array(integer)");
        assertThat(findings(properties)).singleElement().satisfies(finding -> {
            assertThat(finding.key()).isEqualTo("query.orders.nested.types");
            assertThat(finding.problem()).contains("\"id\" as array(integer), but Athena reports it as integer");
        });

        properties.put("query.orders.nested.types", "TAGS array(integer)");
        assertThat(findings(properties)).isEmpty();
    }

    @Test
    void whatCannotBeFoundOutForReasonsOfOurOwnRefusesNobody() throws InterruptedException {
        athena.answers("SELECT * FROM (" + SQL + "\n) LIMIT 0", List.of("a integer", "b integer"), "");
        athena.failNext(new IllegalStateException("none of AWS's errors"));

        assertThat(findings(properties())).isEmpty();
    }

    @Test
    void belowTheLevelOfConnectionsNothingIsAsked() throws InterruptedException {
        for (String level : List.of("off", "config")) {
            Map<String, String> properties = properties();
            properties.put("validation", level);

            assertThat(findings(properties)).isEmpty();
        }
        assertThat(athena.started()).isEmpty();
    }

    @Test
    void onTheLevelOfConnectionsNoStatementIsTried() throws InterruptedException {
        Map<String, String> properties = properties();
        properties.put("validation", "connection");

        assertThat(findings(properties)).isEmpty();
        assertThat(athena.started())
                .extracting(request -> request.queryString())
                .containsExactly("EXPLAIN (TYPE VALIDATE) SELECT 1");
    }

    @Test
    void aPassingFailureOfAthenaRefusesNobody() throws InterruptedException {
        Map<String, String> properties = properties();
        properties.put("validation", "connection");
        athena.nextGoes(FakeAthena.fails("Internal service error", 100, true));

        assertThat(findings(properties)).isEmpty();
    }

    @Test
    void whereResultsAreToBeDeletedTheTrialsOwnIs() throws InterruptedException {
        Map<String, String> properties = properties();
        properties.put("validation", "connection");
        assertThat(findings(properties)).isEmpty();
        assertThat(s3.deletions()).isEmpty();

        properties.put("query.orders.result.cleanup", "delete_after_commit");
        clock.move(Duration.ofSeconds(1));

        assertThat(findings(properties)).isEmpty();
        assertThat(s3.deletions()).containsExactly(athena.location(1), athena.location(1) + ".metadata");
    }

    @Test
    void theMissingRightToDeleteIsNamedOnTheKeyThatNeedsIt() throws InterruptedException {
        s3.denyingDeletion();
        Map<String, String> properties = properties();
        properties.put("validation", "connection");
        properties.put("query.orders.result.cleanup", "delete_after_commit");

        assertThat(findings(properties)).singleElement().satisfies(finding -> {
            assertThat(finding.key()).isEqualTo("query.orders.result.cleanup");
            assertThat(finding.problem()).contains("s3:DeleteObject on arn:aws:s3:::results/*", "keep");
        });
    }

    @Test
    void everyKeyThatFindingsAreAboutIsTheConnectors() {
        assertThat(ConnectorConfiguration.definition().names())
                .contains(
                        KeyNames.REGION,
                        KeyNames.ATHENA_ENDPOINT,
                        KeyNames.S3_ENDPOINT,
                        KeyNames.CREDENTIALS_MODE,
                        KeyNames.ACCESS_KEY_ID,
                        KeyNames.SECRET_ACCESS_KEY,
                        KeyNames.SESSION_TOKEN,
                        KeyNames.STS_ENDPOINT,
                        KeyNames.PROFILE_FILE,
                        KeyNames.PROFILE_CONTENT,
                        KeyNames.PROVIDER_CLASS,
                        KeyNames.ROLE_ARN,
                        KeyNames.CATALOG,
                        KeyNames.DATABASE,
                        KeyNames.WORKGROUP,
                        KeyNames.OUTPUT_LOCATION,
                        KeyNames.TIMEOUT,
                        KeyNames.sql("default"),
                        KeyNames.ofQuery("default", "key.columns"),
                        KeyNames.ofQuery("default", "topic"),
                        KeyNames.ofQuery("default", "timestamp.column"),
                        KeyNames.ofQuery("default", "delete.column"),
                        KeyNames.resultCleanup("default"),
                        KeyNames.watermarkColumns("default"),
                        KeyNames.watermarkInitial("default"));
    }
}
