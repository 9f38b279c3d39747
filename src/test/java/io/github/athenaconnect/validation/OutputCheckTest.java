package io.github.athenaconnect.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.config.ConnectorSettings;
import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/** How long S3 may take, so that its silence is told before the time is over, however much of it Athena has used. */
class OutputCheckTest {
    private static final Map<String, String> PROPERTIES = Map.of(
            "name", "shop",
            "aws.region", "eu-west-1",
            "validation.timeout.ms", "15000",
            "athena.database", "shop",
            "athena.output.location", FakeAthena.BUCKET,
            "queries", "orders",
            "query.orders.sql", "SELECT 1",
            "query.orders.topic", "orders");

    private final SettableClock clock = SettableClock.standing("2026-03-01T10:00:00Z");
    private final FakeS3 s3 = new FakeS3();
    private final FakeAthena athena =
            new FakeAthena(clock, s3).answersOthers(List.of("plan varchar"), sql -> "\"fine\"\n");

    /** Nobody waits here. */
    private record Left(Duration left) implements TimeLeft {
        @Override
        public void pause(Duration duration) {}
    }

    /** Seconds that Athena has left, and milliseconds that S3 gets. */
    @ParameterizedTest
    @CsvSource({"13, 5000", "6, 4800", "2, 1600", "1, 1000", "0, 1000", "-1, 1000"})
    void itsLimitEndsBeforeTheTimeAndIsAThirdOfTheWholeAtMost(int left, int limit) throws InterruptedException {
        Account account = new Account(
                ConnectorSettings.parse(PROPERTIES),
                new AwsClients(athena, s3, AnonymousCredentialsProvider.create()),
                clock);

        assertThat(new OutputCheck(account).findings(new Left(Duration.ofSeconds(left))))
                .isEmpty();

        assertThat(s3.requests())
                .extracting(get -> get.overrideConfiguration()
                        .orElseThrow()
                        .apiCallTimeout()
                        .orElseThrow())
                .containsExactly(Duration.ofMillis(limit));
    }
}
