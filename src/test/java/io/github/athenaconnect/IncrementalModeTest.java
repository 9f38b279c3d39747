package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import io.github.athenaconnect.localstack.engine.ColumnDefinition;
import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.engine.TableDefinition;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mode incremental on the local stack: a table grows between the runs of its query. */
@ExtendWith(LocalStackExtension.class)
@Timeout(180)
class IncrementalModeTest {
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final SettableClock clock = SettableClock.ticking("2026-03-01T10:00:00Z");
    private final String name = "incremental-" + UUID.randomUUID();
    private final TableDefinition table = new TableDefinition(
            "events",
            "events_" + UUID.randomUUID().toString().replace('-', '_'),
            List.of(
                    new ColumnDefinition("id", "bigint"),
                    new ColumnDefinition("updated_at", "timestamp"),
                    new ColumnDefinition("name", "string")));
    private LocalStack aws;
    private InProcessWorker worker;

    @BeforeEach
    void createTable(LocalStack stack) throws EngineFailure {
        aws = stack;
        aws.catalog().createDatabase(table.database());
        aws.catalog().createTable(table);
    }

    @AfterEach
    void stop() {
        if (worker != null) {
            worker.close();
        }
    }

    private void insert(String... rows) throws EngineFailure {
        for (String row : rows) {
            aws.catalog().insert(table, List.of(List.of(row.split(" ; "))));
        }
    }

    private Deployment query(String sql, String columns, String initial) {
        return Deployment.of(name, aws)
                .query("q", sql)
                .with("query.q.mode", "incremental")
                .with("query.q.watermark.columns", columns)
                .with("query.q.watermark.initial", initial)
                .with("query.q.schedule", INTERVAL.toString());
    }

    private void deploy(Deployment deployment) {
        worker = new InProcessWorker(
                deployment.config(),
                new Wiring(settings -> RedatedAthena.by(clock, AwsClients.open(settings, "incremental-test")), clock));
    }

    /** The ids that a new task delivers of the run that is due, or goes on; the next one is due afterwards. */
    private List<Long> run(int rows) {
        worker.start();
        List<Long> ids = worker.pollRows(rows).stream()
                .map(IncrementalModeTest::id)
                .sorted()
                .toList();
        assertThat(worker.poll()).isEmpty();
        worker.commit().crash();
        clock.move(INTERVAL);
        return ids;
    }

    private static long id(SourceRecord row) {
        return ((Struct) row.value()).getInt64("id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "api"})
    void eachRunDeliversWhatIsNewAndGoesOnAfterACrash(String format) throws EngineFailure {
        insert(
                "1 ; TIMESTAMP '2026-01-01 00:00:00.001' ; 'a'",
                "3 ; TIMESTAMP '2026-01-03 12:00:00.123' ; 'it''s'",
                "2 ; TIMESTAMP '2026-01-02 00:00:00' ; NULL",
                "4 ; NULL ; 'never'");
        deploy(query(
                        "SELECT * FROM " + table.qualifiedName() + " WHERE updated_at > ${watermark} -- ${no} 'one'",
                        "updated_at",
                        "2026-01-01")
                .with("query.q.result.format", format));
        assertThat(run(3)).containsExactly(1L, 2L, 3L);
        assertThat(worker.offset("q")).containsEntry("maximum", "updated_at = TIMESTAMP '2026-01-03 12:00:00.123'");

        insert(
                "5 ; TIMESTAMP '2026-01-03 12:00:00.123' ; 'equal'",
                "6 ; TIMESTAMP '2026-01-03 12:00:00.124' ; 'later'");
        worker.start().pollRows(1);
        worker.crash();
        assertThat(run(1)).containsExactly(6L);

        insert("7 ; TIMESTAMP '2026-02-01 00:00:00' ; 'x'");
        assertThat(run(1)).containsExactly(7L);
        assertThat(worker.offset("q")).containsEntry("watermark", "updated_at = TIMESTAMP '2026-01-03 12:00:00.124'");
    }

    @Test
    void severalColumnsOfATableAreComparedAsATupleAndRowsWithANullComeAgain() throws EngineFailure {
        insert(
                "1 ; TIMESTAMP '2026-01-01 00:00:00' ; 'a'",
                "2 ; TIMESTAMP '2026-01-01 00:00:00' ; 'b'",
                "3 ; TIMESTAMP '2026-01-02 00:00:00' ; NULL");
        deploy(query("", "updated_at, name", "2025-12-31 00:00:00, ''")
                .without("query.q.sql")
                .with("query.q.table", table.qualifiedName()));
        assertThat(run(3)).containsExactly(1L, 2L, 3L);
        assertThat(worker.offset("q"))
                .containsEntry("maximum", "updated_at = TIMESTAMP '2026-01-01 00:00:00', name = 'b'");

        insert("4 ; TIMESTAMP '2026-01-01 00:00:00' ; 'aa'", "5 ; TIMESTAMP '2026-01-01 00:00:00' ; 'c'");
        assertThat(run(2)).containsExactly(3L, 5L);
    }

    @Test
    void aLookbackFindsRowsThatCameLate() throws EngineFailure {
        insert("1 ; TIMESTAMP '2026-01-01 10:00:00' ; 'a'", "2 ; TIMESTAMP '2026-01-01 12:00:00' ; 'b'");
        deploy(query(
                        "SELECT * FROM " + table.qualifiedName() + " WHERE updated_at > ${watermark}",
                        "updated_at",
                        "2026-01-01")
                .with("query.q.watermark.lookback", "1h30m"));
        assertThat(run(2)).containsExactly(1L, 2L);

        insert("3 ; TIMESTAMP '2026-01-01 10:30:00.001' ; 'late'", "4 ; TIMESTAMP '2026-01-01 10:29:00' ; 'too late'");
        assertThat(run(2)).containsExactly(2L, 3L);
    }

    @Test
    void aTextOfAnyKindIsAWatermark() throws EngineFailure {
        insert("1 ; NULL ; 'a''; DROP TABLE orders; --'", "2 ; NULL ; 'a'");
        deploy(query("SELECT * FROM " + table.qualifiedName() + " WHERE name > ${watermark}", "name", "''"));
        assertThat(run(2)).containsExactly(1L, 2L);

        insert("3 ; NULL ; 'a''; DROP TABLE orders; --'", "4 ; NULL ; '😀'", "5 ; NULL ; 'ｆ'");
        assertThat(run(2)).containsExactly(4L, 5L);
        assertThat(worker.offset("q")).containsEntry("maximum", "name = '😀'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            updated_at | 2026-01-01                |                    |
            UPDATED_AT | TIMESTAMP '2026-01-01 00:00:00' |              |
            id         | 7                         |                    |
            nowhere    | 7                         | watermark.columns  | id, updated_at, name
            id         | 2026-01-01                | watermark.initial  | such as BIGINT '1'
            updated_at | 7                         | watermark.initial  | such as TIMESTAMP '2026-01-31 12:00:00'
            name       | 7                         | watermark.initial  | such as 'text'
            """)
    void whatCannotWorkIsToldOnItsKeyBeforeTheConnectorIsCreated(
            String column, String initial, String key, String words) {
        String compared = column.equals("nowhere") ? "id" : column;
        Map<String, List<String>> findings = findings(query(
                "SELECT * FROM " + table.qualifiedName() + " WHERE " + compared + " > ${watermark}", column, initial));

        if (key == null) {
            assertThat(findings).isEmpty();
        } else {
            assertThat(findings).containsOnlyKeys("query.q." + key);
            assertThat(findings.get("query.q." + key))
                    .singleElement()
                    .asString()
                    .contains(words);
        }
    }

    @Test
    void aColumnWithoutAnOrderIsToldWithItsType() {
        Map<String, List<String>> findings =
                findings(query("SELECT * FROM customers WHERE customer_id > ${watermark}", "tags", "7"));

        assertThat(findings).containsOnlyKeys("query.q.watermark.columns");
        assertThat(findings.get("query.q.watermark.columns"))
                .singleElement()
                .asString()
                .contains("'tags'", "of type array", "CAST");
    }

    @Test
    void aStatementThatIsWrongByItselfIsToldAsSuch() {
        assertThat(findings(query("SELECT * FROM nothing WHERE id > ${watermark}", "id", "7")))
                .containsOnlyKeys("query.q.sql");
    }

    private static Map<String, List<String>> findings(Deployment deployment) {
        Map<String, List<String>> findings = new HashMap<>();
        for (ConfigValue value :
                new AthenaSourceConnector().validate(deployment.config()).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                findings.put(value.name(), value.errorMessages());
            }
        }
        return findings;
    }
}
