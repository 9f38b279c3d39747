package io.github.athenaconnect.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

class ClientRequestTokenTest {
    private static final Query QUERY = new Query("connector", "orders", "SELECT 1");
    private static final Attempt ATTEMPT = Attempt.first(Run.at(Instant.parse("2026-03-01T10:00:00Z")));
    private static final StartQueryExecutionRequest REQUEST = StartQueryExecutionRequest.builder()
            .queryString("SELECT 1")
            .workGroup("primary")
            .queryExecutionContext(context -> context.catalog("AwsDataCatalog").database("shop"))
            .resultConfiguration(result -> result.outputLocation("s3://results/"))
            .build();

    private static String token(Query query, Attempt attempt, StartQueryExecutionRequest request) {
        return ClientRequestToken.of(query, attempt, request);
    }

    @Test
    void isTheSameForTheSameQuestionInEveryReleaseOfThisConnector() {
        assertThat(token(QUERY, ATTEMPT, REQUEST))
                .isEqualTo("272de9d994ce46f811841ebc8bf382995fc22d494a3c499e832ee2893ee7a3b1")
                .isEqualTo(token(QUERY, ATTEMPT, REQUEST.toBuilder().build()));
    }

    static Stream<StartQueryExecutionRequest> requestsWithOneOtherParameter() {
        return Stream.of(
                REQUEST.toBuilder().queryString("SELECT 2").build(),
                REQUEST.toBuilder().workGroup("other").build(),
                REQUEST.toBuilder()
                        .queryExecutionContext(
                                context -> context.catalog("AwsDataCatalog").database("shop2"))
                        .build(),
                REQUEST.toBuilder()
                        .resultConfiguration(result -> result.outputLocation("s3://elsewhere/"))
                        .build(),
                REQUEST.toBuilder()
                        .resultConfiguration(result -> result.outputLocation("s3://results/")
                                .encryptionConfiguration(how -> how.encryptionOption(EncryptionOption.SSE_S3)))
                        .build(),
                REQUEST.toBuilder().executionParameters("1").build(),
                REQUEST.toBuilder().executionParameters(List.of("1", "2")).build(),
                REQUEST.toBuilder()
                        .resultReuseConfiguration(
                                reuse -> reuse.resultReuseByAgeConfiguration(age -> age.enabled(true)))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("requestsWithOneOtherParameter")
    void differsWithEveryParameterBecauseAthenaRefusesAKnownTokenWithAnother(StartQueryExecutionRequest other) {
        assertThat(token(QUERY, ATTEMPT, other)).isNotEqualTo(token(QUERY, ATTEMPT, REQUEST));
    }

    @Test
    void differsBetweenConnectorsQueriesRunsIntervalsAndAttempts() {
        Instant scheduled = ATTEMPT.run().scheduled();
        Run owning = new Run(scheduled, Optional.of(new DataInterval(scheduled.minusSeconds(60), scheduled)));

        assertThat(List.of(
                        token(QUERY, ATTEMPT, REQUEST),
                        token(new Query("other", "orders", "SELECT 1"), ATTEMPT, REQUEST),
                        token(new Query("connector", "other", "SELECT 1"), ATTEMPT, REQUEST),
                        token(new Query("connectororders", "", "SELECT 1"), ATTEMPT, REQUEST),
                        token(QUERY, ATTEMPT.next(), REQUEST),
                        token(QUERY, Attempt.first(Run.at(scheduled.plusSeconds(900))), REQUEST),
                        token(QUERY, Attempt.first(owning), REQUEST)))
                .doesNotHaveDuplicates();
    }
}
