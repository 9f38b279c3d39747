package io.github.athenaconnect.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.S3AclOption;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/** What a start asks of Athena. */
class ExecutionsTest {
    private static final String SQL = "SELECT 1";

    private final SettableClock clock = SettableClock.standing("2026-03-01T10:00:00Z");
    private final FakeAthena athena = new FakeAthena(clock, new FakeS3()).answers(SQL, List.of("a integer"), "\"1\"\n");

    private StartQueryExecutionRequest started(OutputSettings output) {
        AthenaSettings settings =
                new AthenaSettings("catalog", "database", "etl", output, Duration.ofMillis(100), Duration.ofSeconds(5));
        new Executions(athena, settings, new Query("connector", "q", SQL), clock)
                .start(Attempt.first(Run.at(clock.instant())), SQL);
        return athena.started().get(0);
    }

    @Test
    void leavesTheResultToTheWorkgroupWhereNothingIsAskedFor() {
        StartQueryExecutionRequest request = started(OutputSettings.at(Optional.empty()));

        assertThat(request.resultConfiguration()).isNull();
        assertThat(request.workGroup()).isEqualTo("etl");
        assertThat(request.queryExecutionContext().catalog()).isEqualTo("catalog");
        assertThat(request.queryExecutionContext().database()).isEqualTo("database");
    }

    @Test
    void asksForEverythingThatIsConfiguredAboutTheResult() {
        OutputSettings output = new OutputSettings(
                Optional.of("s3://results/"),
                Optional.of("123456789012"),
                Optional.of(new OutputSettings.Encryption(EncryptionOption.SSE_KMS, Optional.of("alias/results"))),
                Optional.of(S3AclOption.BUCKET_OWNER_FULL_CONTROL));

        assertThat(started(output).resultConfiguration())
                .isEqualTo(ResultConfiguration.builder()
                        .outputLocation("s3://results/")
                        .expectedBucketOwner("123456789012")
                        .encryptionConfiguration(encryption -> encryption
                                .encryptionOption(EncryptionOption.SSE_KMS)
                                .kmsKey("alias/results"))
                        .aclConfiguration(acl -> acl.s3AclOption(S3AclOption.BUCKET_OWNER_FULL_CONTROL))
                        .build());
    }

    @Test
    void asksForAnEarlierResultAtTheFirstAttemptOnlyAsItMayHaveBeenDeletedSince() {
        AthenaSettings settings = new AthenaSettings(
                "catalog",
                "database",
                "etl",
                OutputSettings.at(Optional.empty()),
                Duration.ofMillis(100),
                Duration.ofSeconds(5));
        Executions reusing =
                new Executions(athena, settings, new Query("connector", "q", SQL), clock).reusing(Duration.ofHours(1));
        Attempt first = Attempt.first(Run.at(clock.instant()));

        reusing.start(first, SQL);
        reusing.start(first.next(), SQL);

        assertThat(athena.started().get(0).resultReuseConfiguration().resultReuseByAgeConfiguration())
                .satisfies(byAge -> {
                    assertThat(byAge.enabled()).isTrue();
                    assertThat(byAge.maxAgeInMinutes()).isEqualTo(60);
                });
        assertThat(athena.started().get(1).resultReuseConfiguration()).isNull();
    }
}
