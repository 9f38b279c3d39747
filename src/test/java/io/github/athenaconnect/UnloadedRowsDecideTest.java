package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the values of a row decide of its record, on the local stack: the same whether it comes as text or typed. */
@ExtendWith(LocalStackExtension.class)
@Timeout(120)
class UnloadedRowsDecideTest {
    private static final String SQL = """
            SELECT 1 AS id, 'acme' AS tenant, TIMESTAMP '2024-02-29 12:34:56.789' AS moment, DATE '2024-02-29' AS on_day,
              CAST(1709210096789 AS bigint) AS counted, true AS gone
            UNION ALL
            SELECT 2, 'other', TIMESTAMP '1970-01-01 00:00:00.001', DATE '1970-01-02', CAST(0 AS bigint), false
            UNION ALL
            SELECT 3, 'acme', NULL, NULL, NULL, NULL""";

    private final LocalStack aws;

    UnloadedRowsDecideTest(LocalStack aws) {
        this.aws = aws;
    }

    private Deployment deployment(String timestampColumn) {
        return Deployment.of("decide-" + UUID.randomUUID(), aws)
                .query("q", SQL)
                .with("query.q.topic", "${query}.${column:tenant}")
                .with("query.q.key.columns", "id")
                .with("query.q.delete.column", "gone")
                .with("query.q.timestamp.column", timestampColumn);
    }

    /** A record but for its value: what is decided about it, in one line. */
    private static String decided(SourceRecord record) {
        return record.topic() + " " + record.key() + " " + (record.value() == null) + " " + record.timestamp();
    }

    private static List<String> decided(Deployment deployment) {
        try (InProcessWorker worker = new InProcessWorker(
                deployment.config(),
                new Wiring(settings -> AwsClients.open(settings, "decide-test"), InstantSource.system()))) {
            return worker.start().pollRows(3).stream()
                    .sorted(Comparator.comparing(record -> (Integer) record.key()))
                    .map(UnloadedRowsDecideTest::decided)
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"millis", "millis_truncated", "micros", "nanos", "string"})
    void aTimestampIsTheSameInEveryFormAndMode(String mode) {
        Deployment deployment = deployment("moment").with("query.q.timestamp.mode", mode);

        assertThat(decided(deployment.with("query.q.result.format", "unload")))
                .isEqualTo(decided(deployment.with("query.q.result.format", "csv")))
                .containsExactly("q.acme 1 true 1709210096789", "q.other 2 false 1", "q.acme 3 false null");
    }

    @ParameterizedTest
    @CsvSource({"on_day, 1709164800000, 86400000", "counted, 1709210096789, 0"})
    void aDateAndANumberAreTheSameInEveryForm(String column, String first, String second) {
        Deployment deployment = deployment(column);

        assertThat(decided(deployment.with("query.q.result.format", "unload")))
                .isEqualTo(decided(deployment.with("query.q.result.format", "csv")))
                .containsExactly("q.acme 1 true " + first, "q.other 2 false " + second, "q.acme 3 false null");
    }
}
