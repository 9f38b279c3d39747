package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.aws.AwsSettings;
import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Queries with {@code result.format=unload}, run and read on the local stack. */
@ExtendWith(LocalStackExtension.class)
@Timeout(120)
class UnloadTaskTest {
    /** Every type that passes both ways: the least, the greatest, the odd, the empty, and NULL. */
    private static final String WIDE = """
            SELECT 1 AS id, true AS a_boolean, CAST(-128 AS tinyint) AS a_tinyint, CAST(32767 AS smallint) AS a_smallint,
              CAST(-2147483648 AS integer) AS an_integer, CAST(9223372036854775807 AS bigint) AS a_bigint,
              CAST(0.1 AS real) AS a_real, CAST(1.0E300 AS double) AS a_double,
              CAST('123456789012345678901234567890.12' AS decimal(38,2)) AS a_wide_decimal,
              CAST('-1.5' AS decimal(5,1)) AS a_narrow_decimal, CAST('99' AS decimal(2,0)) AS a_whole_decimal,
              DATE '1969-12-31' AS a_date, TIMESTAMP '1969-12-31 23:59:59.001' AS a_timestamp,
              CAST('quote " comma, ü line
            end ' AS varchar) AS a_varchar, X'00ff10' AS a_varbinary
            UNION ALL
            SELECT 2, false, CAST(127 AS tinyint), CAST(-32768 AS smallint), CAST(0 AS integer), CAST(-9223372036854775807 AS bigint),
              CAST(-3.5 AS real), CAST(-0.25 AS double), CAST('-0.01' AS decimal(38,2)), CAST('9999.9' AS decimal(5,1)),
              CAST('-99' AS decimal(2,0)), DATE '9999-12-31', TIMESTAMP '2024-02-29 12:34:56.789', CAST('' AS varchar), X''
            UNION ALL
            SELECT 3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL -- the end""";

    private LocalStack aws;
    private AthenaClient athena;
    private S3Client s3;
    private final List<InProcessWorker> workers = new ArrayList<>();

    @BeforeEach
    void use(LocalStack stack) {
        aws = stack;
        athena = aws.athenaClient(aws.accessKey());
        s3 = aws.s3Client(aws.accessKey());
    }

    @AfterEach
    void close() {
        workers.forEach(InProcessWorker::close);
        athena.close();
        s3.close();
    }

    private Deployment deployment(String sql) {
        return Deployment.of("unload-" + UUID.randomUUID(), aws)
                .query("q", sql)
                .with("query.q.result.format", "unload");
    }

    private InProcessWorker worker(Deployment deployment) {
        return worker(deployment, settings -> AwsClients.open(settings, "unload-test"));
    }

    private InProcessWorker worker(Deployment deployment, Function<AwsSettings, AwsClients> clients) {
        InProcessWorker worker =
                new InProcessWorker(new HashMap<>(deployment.config()), new Wiring(clients, InstantSource.system()));
        workers.add(worker);
        return worker;
    }

    /** The places that attempts of a connector's query have written to. */
    private List<String> places(Deployment deployment) {
        String prefix = aws.outputLocation().replaceFirst("s3://[^/]+/", "") + "unload/" + deployment.name() + "/q/";
        return s3.listObjectsV2(list -> list.bucket(aws.resultBucket()).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .map(key -> key.substring(prefix.length()).replaceFirst("/.*", ""))
                .distinct()
                .toList();
    }

    private static List<Struct> byId(List<SourceRecord> records) {
        return records.stream()
                .map(record -> (Struct) record.value())
                .sorted(java.util.Comparator.comparing(row -> row.getInt32("id")))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"decimal, millis", "string, string", "double, micros", "best_fit, nanos", "best_fit, millis_truncated"})
    void theSameRowsComeAsFromACsvResult(String decimals, String timestamps) {
        String sql = timestamps.equals("nanos") ? WIDE.replace("9999-12-31", "2200-12-31") : WIDE;
        Deployment unload =
                deployment(sql).with("query.q.decimal.mode", decimals).with("query.q.timestamp.mode", timestamps);

        List<Struct> fromFiles = byId(worker(unload).start().pollRows(3));
        List<Struct> fromText =
                byId(worker(unload.with("query.q.result.format", "csv")).start().pollRows(3));

        assertThat(fromFiles.get(0).schema()).isEqualTo(fromText.get(0).schema());
        assertThat(fromFiles).isEqualTo(fromText);
        assertThat(places(unload)).hasSize(1);
    }

    @Test
    void aRowThatCannotBeARecordBecomesADeadLetterWithTheTextsOfItsValues() {
        Deployment deployment = deployment(
                        "SELECT NULLIF(7, 7) AS id, DATE '2024-02-29' AS a_day, CAST('1.50' AS decimal(5,2)) AS price,"
                                + " CAST('ü' AS varchar) AS name")
                .with("query.q.key.columns", "id")
                .with("query.q.errors.row", "dead_letter")
                .with("query.q.errors.dead.letter.topic", "dead");

        SourceRecord letter = worker(deployment).start().pollRows(1).get(0);

        Struct value = (Struct) letter.value();
        assertThat(letter.topic()).isEqualTo("dead");
        assertThat(value.getMap("values")).hasToString("{id=null, a_day=2024-02-29, price=1.50, name=ü}");
        assertThat(value.getString("object")).startsWith("s3://" + aws.resultBucket());
        assertThat(value.getInt64("row")).isEqualTo(1);
        assertThat(value.get("first_byte")).isNull();
    }

    @Test
    void partsOfArraysMapsAndRowsKeepTheirTypes() {
        List<SourceRecord> customers = worker(deployment("SELECT customer_id, tags, address FROM customers"))
                .start()
                .pollRows(1);
        Schema schema = customers.get(0).valueSchema();

        assertThat(schema.field("tags").schema().type()).isEqualTo(Schema.Type.ARRAY);
        assertThat(schema.field("tags").schema().valueSchema()).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
        assertThat(schema.field("address").schema().name()).isEqualTo("shop.q.address");
        assertThat(schema.field("address").schema().field("city").schema()).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);

        Schema lines = worker(deployment("SELECT order_id, options FROM order_lines"))
                .start()
                .pollRows(1)
                .get(0)
                .valueSchema();
        assertThat(lines.field("options").schema().keySchema()).isEqualTo(Schema.STRING_SCHEMA);
    }

    @Test
    void nestedValuesComeAsTheyAre() {
        Struct row = (Struct) worker(deployment("""
                        SELECT CAST(ROW(1, ARRAY['a, b', NULL, '']) AS ROW(x integer, tags array(varchar))) AS r,
                          MAP(ARRAY['k', 'l'], ARRAY[CAST('1.50' AS decimal(12,2)), NULL]) AS m,
                          ARRAY[CAST(ROW(TIMESTAMP '2024-02-29 12:34:56.789') AS ROW(moment timestamp(3)))] AS a""")).start().pollRows(1).get(0).value();

        assertThat(row.getStruct("r").getInt32("x")).isEqualTo(1);
        assertThat(row.getStruct("r").getArray("tags")).isEqualTo(Arrays.asList("a, b", null, ""));
        assertThat(row.getMap("m"))
                .hasSize(2)
                .containsEntry("k", new BigDecimal("1.50"))
                .containsEntry("l", null);
        assertThat(row.getArray("a")).singleElement().satisfies(element -> {
            Struct at = (Struct) element;
            assertThat(at.schema().name()).isEqualTo("shop.q.a");
            assertThat(at.get("moment"))
                    .isEqualTo(Timestamp.toLogical(
                            Timestamp.SCHEMA,
                            Instant.parse("2024-02-29T12:34:56.789Z").toEpochMilli()));
        });
    }

    @Test
    void aCrashAtAnyRowLosesAndDoublesNothingAndIsPaidOnce() {
        int rows = 40;
        Deployment deployment = deployment("SELECT order_id FROM orders WHERE order_id <= " + (1000 + rows))
                .with("batch.max.rows", "7");
        InProcessWorker worker = worker(deployment).start();
        List<Long> delivered = new ArrayList<>();
        for (int committed = 0; committed < rows; ) {
            int count = Math.min(3, rows - committed);
            List<SourceRecord> came = worker.pollRows(count);
            came.subList(0, count).forEach(record -> delivered.add(((Struct) record.value()).getInt64("order_id")));
            worker.commit(count);
            committed += count;
            worker.crash().start();
        }

        assertThat(delivered)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1001, 1000 + rows).boxed().toList());
        assertThat(places(deployment)).hasSize(1);
    }

    @Test
    void aResultWithoutRowsEndsTheRunAlthoughItHasNoColumns() {
        Deployment deployment = deployment("SELECT order_id FROM orders WHERE false")
                .with("query.q.key.columns", "order_id")
                .with("run.log.topic", "runs");

        SourceRecord log = worker(deployment).start().pollRows(1).get(0);

        assertThat(log.topic()).isEqualTo("runs");
        assertThat(log.value().toString()).contains("DELIVERED");
    }

    /** Athena has forgotten the token of an execution that went before, and so starts another one over its files. */
    @Test
    void aPlaceThatIsTakenLeadsToTheNextAttemptEvenWithoutRetries() {
        Deployment deployment =
                deployment("SELECT order_id FROM orders WHERE order_id = 1001").with("query.q.retries", "0");
        AtomicInteger starts = new AtomicInteger();
        AthenaClient forgetful = (AthenaClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AthenaClient.class}, (proxy, method, arguments) -> {
                    boolean start = arguments != null && arguments[0] instanceof StartQueryExecutionRequest;
                    if (start && starts.incrementAndGet() == 1) {
                        runAs("another token, which is long forgotten", (StartQueryExecutionRequest) arguments[0]);
                    }
                    try {
                        return method.isDefault()
                                        && arguments != null
                                        && !(arguments[0] instanceof software.amazon.awssdk.core.SdkPojo)
                                ? java.lang.reflect.InvocationHandler.invokeDefault(proxy, method, arguments)
                                : method.invoke(athena, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });

        List<SourceRecord> records = worker(
                        deployment, settings -> new AwsClients(forgetful, s3, AnonymousCredentialsProvider.create()))
                .start()
                .pollRows(1);

        assertThat(((Struct) records.get(0).value()).getInt64("order_id")).isEqualTo(1001);
        assertThat(starts).hasValue(2);
        assertThat(places(deployment)).hasSize(2);
    }

    private void runAs(String token, StartQueryExecutionRequest request) throws InterruptedException {
        StartQueryExecutionResponse started = athena.startQueryExecution(request.toBuilder()
                .clientRequestToken(token + UUID.randomUUID())
                .build());
        QueryExecutionState state = QueryExecutionState.QUEUED;
        while (state == QueryExecutionState.QUEUED || state == QueryExecutionState.RUNNING) {
            Thread.sleep(20);
            state = athena.getQueryExecution(get -> get.queryExecutionId(started.queryExecutionId()))
                    .queryExecution()
                    .status()
                    .state();
        }
        assertThat(state).isEqualTo(QueryExecutionState.SUCCEEDED);
    }

    /** What the account's answers make of a configuration, by key. */
    private static Map<String, List<String>> findings(Deployment deployment) {
        return new AthenaSourceConnector()
                .validate(deployment.config()).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TIMESTAMP '2024-01-01 00:00:00 UTC' AS a",
                "CAST('00000000-0000-0000-0000-000000000000' AS uuid) AS a",
                "TIME '01:02:03' AS a",
                "NULL AS a"
            })
    void whatUnloadCannotWriteIsRefusedBeforeItIsPaidFor(String columns) {
        assertThat(findings(deployment("SELECT " + columns)))
                .containsOnlyKeys("query.q.result.format")
                .allSatisfy((key, messages) -> assertThat(messages)
                        .singleElement()
                        .asString()
                        .contains("UNLOAD cannot write these columns", "Change the SQL, or set csv"));
    }

    @Test
    void whatUnloadCanWriteIsFoundGood() {
        assertThat(findings(deployment(WIDE))).isEmpty();
    }

    @Test
    void whatOnlyTheRunFindsOutComesWithTheWayOut() {
        InProcessWorker worker =
                worker(deployment("SELECT TIME '01:02:03' AS a")).start();

        assertThatThrownBy(() -> worker.pollRows(1))
                .hasMessageContainingAll("NOT_SUPPORTED", "CAST", "result.format=csv");
    }

    @Test
    void anExecutionThatWasStartedForACsvResultIsReadAsOne() {
        Deployment csv = deployment("SELECT order_id FROM orders WHERE order_id <= 1010 ORDER BY order_id")
                .with("query.q.result.format", "csv");
        InProcessWorker before = worker(csv).start();
        before.pollRows(4);
        before.commit(4);
        Map<String, Object> offset = before.offset("q");
        before.crash();

        List<SourceRecord> rest = worker(csv.with("query.q.result.format", "unload"))
                .alter("q", offset)
                .start()
                .pollRows(6);

        assertThat(rest)
                .extracting(record -> ((Struct) record.value()).getInt64("order_id"))
                .containsExactly(1005L, 1006L, 1007L, 1008L, 1009L, 1010L);
    }
}
