package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import io.github.athenaconnect.localstack.athena.workgroup.WorkGroupSettings;
import io.github.athenaconnect.query.AthenaSettings;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.query.Executions;
import io.github.athenaconnect.query.OutputSettings;
import io.github.athenaconnect.query.Query;
import io.github.athenaconnect.result.QueryResults;
import io.github.athenaconnect.result.ResultColumns;
import io.github.athenaconnect.result.ResultFormat;
import io.github.athenaconnect.result.ResultReader;
import io.github.athenaconnect.result.ResultSettings;
import io.github.athenaconnect.result.Results;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.athena.model.EncryptionConfiguration;
import software.amazon.awssdk.services.athena.model.EncryptionOption;

/** Results in every form in which Athena keeps them, validated and delivered by one task on the local stack. */
@ExtendWith(LocalStackExtension.class)
@Timeout(180)
class ResultFormatsTest {
    private static final String EVERY_SCALAR = """
            SELECT * FROM (
                SELECT 1 AS row_number, true AS a_boolean, CAST(-128 AS tinyint) AS a_tinyint,
                    CAST(-32768 AS smallint) AS a_smallint, 2147483647 AS an_integer,
                    9223372036854775807 AS a_bigint, REAL '0.5' AS a_real, DOUBLE 'NaN' AS a_double,
                    DECIMAL '-12.340' AS a_decimal, CAST('1.5' AS decimal(38,10)) AS a_long_decimal,
                    'a "quoted", text' AS a_varchar, '' AS an_empty, DATE '2024-02-29' AS a_date,
                    TIMESTAMP '2024-02-29 23:59:59.999' AS a_timestamp,
                    TIMESTAMP '2024-01-01 00:00:00.000 UTC' AS a_zoned_timestamp, TIME '01:02:03.456' AS a_time,
                    X'00FF1a' AS a_varbinary, CAST(ARRAY[1, 2] AS json) AS a_json, ARRAY[1, NULL, 2] AS an_array
                UNION ALL
                SELECT 2, NULL, NULL, NULL, NULL, NULL, NULL, DOUBLE '-Infinity', NULL, NULL, NULL, NULL, NULL, NULL,
                    NULL, NULL, NULL, NULL, NULL
            ) t ORDER BY row_number
            """;

    private LocalStack aws;
    private WorkGroupSettings workgroup;

    @BeforeEach
    void use(LocalStack stack) {
        aws = stack;
        workgroup = WorkGroupSettings.named("formats-" + UUID.randomUUID());
    }

    @AfterEach
    void allowAll() {
        aws.s3().faults().allowAll();
    }

    private Deployment connector(String sql) {
        return Deployment.of("formats-" + UUID.randomUUID(), aws).query("q", sql);
    }

    /** In a workgroup of these settings. */
    private Deployment in(WorkGroupSettings settings, Deployment deployment) {
        aws.athena().workGroups().put(settings);
        return deployment.with("athena.workgroup", settings.name()).without("athena.output.location");
    }

    private static List<String> problems(Deployment deployment) {
        return new AthenaSourceConnector()
                .validate(deployment.config()).configValues().stream()
                        .map(ConfigValue::errorMessages)
                        .flatMap(List::stream)
                        .toList();
    }

    private List<Struct> rows(Deployment deployment, int count) {
        try (InProcessWorker worker = worker(deployment)) {
            return worker.start().pollRows(count).stream()
                    .map(SourceRecord::value)
                    .map(Struct.class::cast)
                    .toList();
        }
    }

    private InProcessWorker worker(Deployment deployment) {
        return new InProcessWorker(new HashMap<>(deployment.config()), Wiring.toAws());
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    /** Structs compare arrays of bytes by identity. */
    private static String shown(Struct row) {
        byte[] bytes = row.getBytes("a_varbinary");
        return row + " " + (bytes == null ? "" : java.util.HexFormat.of().formatHex(bytes)) + " "
                + row.schema().fields();
    }

    @Test
    void everyScalarTypeIsTheSameInAnObjectAndInPages() {
        List<Struct> fromObject = rows(connector(EVERY_SCALAR).with("query.q.result.format", "csv"), 2);
        List<Struct> fromPages = rows(connector(EVERY_SCALAR).with("query.q.result.format", "api"), 2);

        assertThat(fromPages.stream().map(row -> shown(row).replaceAll("\\[B@\\w+", "")))
                .isEqualTo(fromObject.stream()
                        .map(row -> shown(row).replaceAll("\\[B@\\w+", ""))
                        .toList());
        assertThat(fromPages.get(0).getString("a_varchar")).isEqualTo("a \"quoted\", text");
        assertThat(fromPages.get(0).getString("an_empty")).isEmpty();
        assertThat(fromPages.get(1).get("an_empty")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "api"})
    void aRowThatEqualsTheHeadingIsARow(String format) {
        Deployment connector = connector("SELECT * FROM (VALUES ('a', 'b'), ('c', 'd')) t(a, b) ORDER BY 1")
                .with("query.q.result.format", format);

        assertThat(rows(connector, 2).stream().map(row -> row.getString("a") + row.getString("b")))
                .containsExactly("ab", "cd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "api"})
    void aRestartGoesOnAtAnyRow(String format) {
        Deployment connector = connector("SELECT order_id FROM orders WHERE order_id <= 1010 ORDER BY order_id")
                .with("query.q.result.format", format)
                .with("batch.max.rows", "3");
        for (int committed = 1; committed < 10; committed++) {
            try (InProcessWorker worker = worker(connector.with("name", connector.name() + committed))) {
                worker.start().pollRows(committed);
                worker.commit(committed).crash();
                assertThat(((Struct) worker.start().pollRows(1).get(0).value()).getInt64("order_id"))
                        .isEqualTo(1001 + committed);
            }
        }
    }

    @Nested
    class ManagedByAthena {
        @Test
        void areFoundGoodAndDeliveredWithOneLineThatSaysHow() {
            Deployment connector = in(
                    workgroup.withManagedResults(), connector("SELECT order_id FROM orders ORDER BY order_id LIMIT 5"));

            assertThat(problems(connector)).isEmpty();
            try (CapturedLog log = CapturedLog.open()) {
                assertThat(rows(connector.with("query.q.schedule", "1s"), 25)).hasSizeGreaterThanOrEqualTo(25);
                assertThat(count(log.text(), "reads results of this query in pages"))
                        .isEqualTo(1);
                assertThat(log.text().lines().filter(line -> line.contains("in pages")))
                        .singleElement()
                        .asString()
                        .contains("Query 'q'", "execution", "managed query results", "result.format=auto");
            }
        }

        @Test
        void stopATaskThatWantsObjects() {
            Deployment connector = in(workgroup.withManagedResults(), connector("SELECT 1 AS a"))
                    .with("query.q.result.format", "csv");

            assertThat(problems(connector)).singleElement().asString().contains("query.q.result.format", "auto or api");
            assertThatThrownBy(() -> rows(connector, 1))
                    .hasMessageContainingAll("Query 'q'", "result.format=csv", "managed", "auto or api");
        }

        @Test
        void mayBeEmpty() throws InterruptedException {
            Deployment connector =
                    in(workgroup.withManagedResults(), connector("SELECT order_id FROM orders WHERE false"));
            try (InProcessWorker worker = worker(connector)) {
                worker.start();
                assertThat(worker.poll()).isEmpty();
                assertThat(worker.poll()).isEmpty();
            }
        }
    }

    @Test
    void aReusedResultIsReadWhereItIs() {
        String sql = "SELECT '" + UUID.randomUUID() + "' AS a";
        Execution earlier = executed(sql);
        Execution reusing = executed(sql);

        assertThat(reusing.id()).isNotEqualTo(earlier.id());
        assertThat(reusing.result().reused()).isTrue();
        assertThat(earlier.result().reused()).isFalse();
        for (ResultFormat format : ResultFormat.values()) {
            QueryResults results = new QueryResults(
                    new ResultColumns(aws.athenaClient()),
                    new Results(aws.s3Client(), new ResultSettings(1 << 20, 1, Optional.empty()), failures -> {}),
                    format,
                    new TypeSettings("row", DecimalMode.DECIMAL, TimestampMode.MILLIS));
            try (ResultReader reader = results.open(reusing).reader()) {
                assertThat(reader.next().getString("a")).isEqualTo(sql.substring(8, 44));
                assertThat(reader.atEnd()).isTrue();
            }
        }
    }

    /** An execution that may have the result of an earlier one. */
    private Execution executed(String sql) {
        String id = aws.athenaClient()
                .startQueryExecution(start -> start.queryString(sql)
                        .resultConfiguration(result -> result.outputLocation(aws.outputLocation()))
                        .resultReuseConfiguration(
                                reuse -> reuse.resultReuseByAgeConfiguration(byAge -> byAge.enabled(true))))
                .queryExecutionId();
        Executions executions = new Executions(
                aws.athenaClient(),
                new AthenaSettings(
                        "AwsDataCatalog",
                        "shop",
                        "primary",
                        OutputSettings.at(Optional.empty()),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(5)),
                new Query("connector", "q", sql),
                InstantSource.system());
        return await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> executions.look(id).orElseThrow(),
                        execution -> execution.state() instanceof Execution.Succeeded);
    }

    @Test
    void aResultThatOnlyAthenaDecryptsIsReadInPagesThoughNobodyConfiguredIt() {
        Deployment connector = in(
                workgroup
                        .withOutputLocation(aws.outputLocation(), true)
                        .withEncryption(EncryptionConfiguration.builder()
                                .encryptionOption(EncryptionOption.CSE_KMS)
                                .kmsKey("alias/results")
                                .build()),
                connector("SELECT 'plain' AS a"));

        assertThat(problems(connector)).isEmpty();
        try (CapturedLog log = CapturedLog.open()) {
            assertThat(rows(connector, 1)).extracting(row -> row.getString("a")).containsExactly("plain");
            assertThat(log.text()).contains("CSE_KMS");
        }
    }

    @Test
    void clientSideEncryptionMayBeConfigured() {
        Deployment connector = connector("SELECT 'plain' AS a")
                .with("athena.encryption.option", "CSE_KMS")
                .with("athena.encryption.kms.key", "alias/results");

        assertThat(problems(connector)).isEmpty();
        assertThat(rows(connector, 1)).extracting(row -> row.getString("a")).containsExactly("plain");
    }

    @Test
    void aResultThatS3DeniesIsReadInPages() {
        aws.s3().faults().denyDirectReads(aws.accessKey().id(), aws.resultBucket(), "via-athena/");
        Deployment connector = connector("SELECT 'read' AS a")
                .with("athena.output.location", "s3://" + aws.resultBucket() + "/via-athena/");

        assertThat(problems(connector)).isEmpty();
        try (CapturedLog log = CapturedLog.open()) {
            assertThat(rows(connector, 1)).extracting(row -> row.getString("a")).containsExactly("read");
            assertThat(log.text()).contains("s3:GetObject", "s3://" + aws.resultBucket() + "/via-athena/");
        }
        assertThat(problems(connector.with("query.q.result.format", "csv"))).isNotEmpty();
    }

    @Test
    void aResultThatIsYoungEnoughIsGivenAgainInsteadOfRunningItsStatementAgain() {
        String sql = "SELECT uuid() AS a, '" + UUID.randomUUID() + "' AS b";
        String first = rows(connector(sql), 1).get(0).getString("a");

        assertThat(rows(connector(sql).with("query.q.result.reuse.max.age", "1h"), 1))
                .extracting(row -> row.getString("a"))
                .containsExactly(first);
        assertThat(rows(connector(sql), 1))
                .as("without asking for reuse")
                .extracting(row -> row.getString("a"))
                .doesNotContain(first);
    }

    @Nested
    class OfUtilityStatements {
        @ParameterizedTest
        @ValueSource(strings = {"auto", "api"})
        void aDescriptionHasARowForEachColumn(String format) {
            Deployment connector = connector("DESCRIBE refunds")
                    .with("query.q.result.format", format)
                    .with("query.q.key.columns", "col_name");

            assertThat(problems(connector)).isEmpty();
            assertThat(rows(connector, 6))
                    .extracting(row -> row.getString("col_name") + "|" + row.getString("data_type") + "|"
                            + row.getString("comment"))
                    .startsWith("refund_id|bigint|", "order_id|bigint|", "amount|decimal(12,2)|");
        }

        @Test
        void theTablesOfADatabaseAreShown() {
            assertThat(rows(connector("SHOW TABLES IN shop;"), 4))
                    .extracting(row -> row.getString("tab_name"))
                    .contains("customers", "orders");
        }

        @Test
        void noTablesAreNoRows() {
            String database = "empty" + UUID.randomUUID().toString().substring(0, 8);
            try (InProcessWorker worker = worker(connector("SHOW TABLES IN " + database))) {
                worker.start();
                assertThat(worker.poll()).isEmpty();
                assertThat(worker.poll()).isEmpty();
            }
        }

        @Test
        void areTriedBeforeTheyRun() {
            assertThat(problems(connector("DESCRIBE absent")))
                    .singleElement()
                    .asString()
                    .contains("query.q.sql", "absent");
            assertThat(problems(connector("SHOW TABLES").with("query.q.key.columns", "nothing")))
                    .singleElement()
                    .asString()
                    .contains("query.q.key.columns", "tab_name");
        }
    }
}
