package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.connect.data.Schema;
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

/**
 * Results whose columns change from run to run, through each format on the local stack. Every run is one of a new task, which
 * knows of the runs before what is stored.
 */
@ExtendWith(LocalStackExtension.class)
@Timeout(180)
class SchemaChangeDeliveryTest {
    private static final String BEFORE = "SELECT 1 AS id, 'a' AS note, CAST(1.5 AS decimal(10,2)) AS total";
    private static final String AFTER = """
            SELECT true AS flag, CAST(2.25 AS decimal(12,4)) AS total, CAST(7 AS bigint) AS id
            UNION ALL SELECT false, CAST(2.5 AS decimal(12,4)), CAST(8 AS bigint)
            UNION ALL SELECT NULL, NULL, CAST(9 AS bigint)
            ORDER BY 3""";

    private static final String EVERY_TYPE = """
            SELECT 1 AS id, true AS a_boolean, CAST(1 AS tinyint) AS a_tinyint, CAST(1 AS smallint) AS a_smallint,
              CAST(1 AS bigint) AS a_bigint, CAST(0.5 AS real) AS a_real, CAST(0.5 AS double) AS a_double,
              CAST(1.5 AS decimal(5,1)) AS a_decimal, DATE '2026-01-31' AS a_date,
              TIMESTAMP '2026-01-31 12:00:00.123' AS a_timestamp, CAST('a' AS varchar(7)) AS a_varchar,
              CAST('a' AS char(3)) AS a_char, X'00ff' AS a_varbinary, 2 AS "Castle"
            """;

    private final SettableClock clock = SettableClock.ticking("2026-03-01T10:00:00Z");
    private final String name = "columns-" + UUID.randomUUID();
    private LocalStack aws;
    private Map<String, Object> offset = Map.of();
    private InProcessWorker worker;

    @BeforeEach
    void use(LocalStack stack) {
        aws = stack;
    }

    @AfterEach
    void stop() {
        if (worker != null) {
            worker.close();
        }
    }

    /** Starts a task where the last one stood. */
    private InProcessWorker task(String policy, String format, String sql) {
        stop();
        Deployment deployment = Deployment.of(name, aws)
                .query("q", sql)
                .with("query.q.schedule", "1h")
                .with("query.q.result.format", format)
                .with("query.q.schema.change", policy)
                .with("run.log.topic", "runs");
        worker = new InProcessWorker(
                deployment.config(),
                new Wiring(settings -> RedatedAthena.by(clock, AwsClients.open(settings, "columns-test")), clock));
        if (!offset.isEmpty()) {
            worker.alter("q", offset);
        }
        return worker.start();
    }

    /** The rows of the run that is due; the next one is due afterwards. */
    private List<SourceRecord> run(String policy, String format, String sql, int rows) {
        List<SourceRecord> came = task(policy, format, sql).pollRows(rows + 1);
        worker.commit();
        offset = worker.offset("q");
        clock.move(Duration.ofHours(1));
        return came.subList(0, rows);
    }

    private static List<String> values(List<SourceRecord> records) {
        return records.stream().map(record -> String.valueOf(record.value())).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "unload", "api"})
    void frozenRowsKeepTheirColumnsAlsoBehindACrashInMidResult(String format) {
        Schema schema = run("freeze", format, BEFORE, 1).get(0).valueSchema();

        task("freeze", format, AFTER).pollRows(4);
        worker.commit(1);
        offset = worker.offset("q");
        List<SourceRecord> rest = run("freeze", format, AFTER, 2);

        assertThat(values(rest)).containsExactlyInAnyOrder("Struct{id=8,total=2.50}", "Struct{id=9}");
        assertThat(rest).extracting(SourceRecord::valueSchema).containsOnly(schema);
        assertThat(offset).containsEntry("columns", "id integer, note varchar, total decimal(10,2)");
    }

    @ParameterizedTest
    @CsvSource({"csv, unload", "csv, api", "unload, csv", "unload, api", "api, csv", "api, unload"})
    void anotherFormatIsNoChangeOfColumns(String before, String after) {
        Schema schema = run("fail", before, EVERY_TYPE, 1).get(0).valueSchema();

        List<SourceRecord> rows = run("fail", after, EVERY_TYPE, 1);

        assertThat(rows).singleElement().extracting(SourceRecord::valueSchema).isEqualTo(schema);
    }

    @Test
    void partsThatOnlyAnUnloadTellsAreRememberedOverOtherFormats() {
        String tags = "SELECT 1 AS id, ARRAY['a'] AS tags";
        run("fail", "csv", tags, 1);
        assertThat(offset).containsEntry("columns", "id integer, tags array");
        run("fail", "unload", tags, 1);
        assertThat(offset).containsEntry("columns", "id integer, tags array(varchar)");
        run("fail", "csv", tags, 1);

        task("fail", "unload", "SELECT 1 AS id, ARRAY[1] AS tags");

        assertThatThrownBy(() -> worker.pollRows(2))
                .hasMessageContaining("column \"tags\" array(varchar) became array(integer)");
    }

    @Test
    void anUnloadWithoutRowsTellsNoColumnsAndChangesNone() {
        run("fail", "unload", BEFORE, 1);

        run("fail", "unload", "SELECT true AS flag WHERE 1 = 0", 0);
        List<SourceRecord> rows = run("fail", "unload", BEFORE, 1);

        assertThat(values(rows)).containsExactly("Struct{id=1,note=a,total=1.50}");
        assertThat(offset).containsEntry("columns", "id integer, note varchar, total decimal(10,2)");
    }

    @Test
    void fieldsOfARowInsideOfAnUnloadAreFrozenToo() {
        run("freeze", "unload", "SELECT ARRAY[CAST(ROW(1, 'x') AS row(a integer, gone varchar))] AS c", 1);

        List<SourceRecord> rows = run(
                "freeze",
                "unload",
                "SELECT ARRAY[CAST(ROW(true, 7) AS row(new boolean, a bigint))] AS c, 1 AS more",
                1);

        assertThat(rows)
                .singleElement()
                .extracting(record -> ((Struct) record.value()).getArray("c"))
                .hasToString("[Struct{a=7}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "unload", "api"})
    void aTaskThatStoppedForNewColumnsDeliversThemWithTheSameExecutionOnceItMay(String format) {
        run("fail", format, BEFORE, 1);
        Struct failed = (Struct) task("fail", format, AFTER).pollRows(1).get(0).value();
        assertThatThrownBy(worker::poll).hasMessageContaining("column \"flag\" boolean was added");

        List<SourceRecord> rows = task("evolve", format, AFTER).pollRows(4);
        Struct delivered = (Struct) rows.get(3).value();

        assertThat(rows.get(0).valueSchema().field("flag")).isNotNull();
        assertThat(failed.getString("state")).isEqualTo("FAILED");
        assertThat(delivered.getString("state")).isEqualTo("DELIVERED");
        assertThat(delivered.getArray("execution_ids")).isEqualTo(failed.getArray("execution_ids"));
    }
}
