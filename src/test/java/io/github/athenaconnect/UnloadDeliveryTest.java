package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import io.github.athenaconnect.localstack.engine.ColumnDefinition;
import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.engine.TableDefinition;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What {@code result.format=unload} makes of modes, run log, headers and clean-up, on the local stack. */
@ExtendWith(LocalStackExtension.class)
@Timeout(180)
class UnloadDeliveryTest {
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final SettableClock clock = SettableClock.ticking("2026-03-01T10:00:00Z");
    private final String name = "unload-" + UUID.randomUUID();
    private final Set<String> doubled = new HashSet<>();
    private final TableDefinition table = new TableDefinition(
            "events",
            "events_" + UUID.randomUUID().toString().replace('-', '_'),
            List.of(
                    new ColumnDefinition("id", "bigint"),
                    new ColumnDefinition("updated_at", "timestamp"),
                    new ColumnDefinition("name", "string"),
                    new ColumnDefinition("ratio", "float")));
    private LocalStack aws;
    private S3Client s3;
    private InProcessWorker worker;

    @BeforeEach
    void createTable(LocalStack stack) throws EngineFailure {
        aws = stack;
        s3 = aws.s3Client(aws.accessKey());
        aws.catalog().createDatabase(table.database());
        aws.catalog().createTable(table);
    }

    @AfterEach
    void stop() {
        if (worker != null) {
            worker.close();
        }
        s3.close();
    }

    private void insert(String... rows) throws EngineFailure {
        for (String row : rows) {
            aws.catalog().insert(table, List.of(List.of(row.split(" ; "))));
        }
    }

    private Deployment query(String sql) {
        return Deployment.of(name, aws)
                .query("q", sql)
                .with("athena.output.location", "s3://" + aws.resultBucket() + "/" + name + "/")
                .with("query.q.result.format", "unload")
                .with("run.log.topic", "runs");
    }

    private void deploy(Deployment deployment) {
        worker = new InProcessWorker(
                deployment.config(),
                new Wiring(settings -> RedatedAthena.by(clock, AwsClients.open(settings, "unload-test")), clock));
    }

    /** As {@link #deploy}, but every UNLOAD leaves each of its files twice: several files, and each row twice. */
    private void deployOverSeveralFiles(Deployment deployment) {
        worker = new InProcessWorker(
                deployment.config(),
                new Wiring(
                        settings -> RedatedAthena.by(
                                clock,
                                new AwsClients(
                                        doubling(aws.athenaClient(aws.accessKey())),
                                        aws.s3Client(aws.accessKey()),
                                        AnonymousCredentialsProvider.create())),
                        clock));
    }

    private AthenaClient doubling(AthenaClient athena) {
        return (AthenaClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AthenaClient.class}, (proxy, method, arguments) -> {
                    try {
                        if (method.isDefault() && arguments != null && !(arguments[0] instanceof SdkPojo)) {
                            return InvocationHandler.invokeDefault(proxy, method, arguments);
                        }
                        Object answer = method.invoke(athena, arguments);
                        if (answer instanceof GetQueryExecutionResponse looked) {
                            doubleFiles(looked.queryExecution());
                        }
                        return answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private void doubleFiles(QueryExecution execution) {
        if (execution.status().state() != QueryExecutionState.SUCCEEDED || !doubled.add(execution.queryExecutionId())) {
            return;
        }
        String manifest = key(execution.statistics().dataManifestLocation());
        StringBuilder files = new StringBuilder();
        for (String file : text(manifest).lines().toList()) {
            s3.copyObject(copy -> copy.sourceBucket(aws.resultBucket())
                    .sourceKey(key(file))
                    .destinationBucket(aws.resultBucket())
                    .destinationKey(key(file) + "-again"));
            files.append(file).append('\n').append(file).append("-again\n");
        }
        put(manifest, files.toString());
    }

    private String key(String uri) {
        return uri.substring(("s3://" + aws.resultBucket() + "/").length());
    }

    private String text(String key) {
        return s3.getObjectAsBytes(get -> get.bucket(aws.resultBucket()).key(key))
                .asUtf8String();
    }

    private void put(String key, String text) {
        s3.putObject(put -> put.bucket(aws.resultBucket()).key(key), RequestBody.fromString(text));
    }

    /** What is left below the output location. */
    private List<String> objects() {
        return s3.listObjectsV2(list -> list.bucket(aws.resultBucket()).prefix(name + "/")).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** Starts a task for the run that is due, takes its rows and the record of its end, and lets the next one be due. */
    private List<Long> run(int rows) {
        worker.start();
        List<SourceRecord> came = worker.pollRows(rows + 1);
        assertThat(worker.poll()).isEmpty();
        assertThat(logged(came)).isEqualTo(List.of((long) rows));
        worker.commit().crash();
        clock.move(INTERVAL);
        return ids(came);
    }

    private static List<Long> ids(List<SourceRecord> records) {
        return records.stream()
                .filter(record -> !record.topic().equals("runs"))
                .map(record -> ((Struct) record.value()).getInt64("id"))
                .sorted()
                .toList();
    }

    /** The numbers of rows that the run log tells. */
    private static List<Long> logged(List<SourceRecord> records) {
        return records.stream()
                .filter(record -> record.topic().equals("runs"))
                .map(record -> ((Struct) record.value()).getInt64("rows"))
                .toList();
    }

    private static List<Object> numbers(List<SourceRecord> records) {
        return records.stream()
                .filter(record -> !record.topic().equals("runs"))
                .map(record -> record.headers().lastWithName("athena.row").value())
                .toList();
    }

    @Test
    void rowsOfSeveralFilesAreCountedAsThoseOfOneResultAlsoAfterACrash() throws EngineFailure {
        insert("1 ; NULL ; NULL ; NULL", "2 ; NULL ; NULL ; NULL", "3 ; NULL ; NULL ; NULL");
        deployOverSeveralFiles(query("SELECT * FROM " + table.qualifiedName())
                .with("query.q.headers", "provenance")
                .with("batch.max.rows", "2"));
        worker.start();
        assertThat(numbers(worker.pollRows(5)).subList(0, 5)).containsExactly(1L, 2L, 3L, 4L, 5L);
        worker.commit(4);
        assertThat(worker.offset("q"))
                .containsEntry("object", 1L)
                .containsEntry("row", 1L)
                .containsEntry("rows.before", 3L);

        List<SourceRecord> rest = worker.crash().start().pollRows(3);

        assertThat(numbers(rest)).containsExactly(5L, 6L);
        assertThat(logged(rest)).containsExactly(6L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            updated_at | 2026-01-01 | TIMESTAMP '2026-01-02 00:00:00.123' | TIMESTAMP '2026-01-03 00:00:00'
            name       | ''         | 'b'                                 | 'ü'
            ratio      | 0.5        | REAL '0.75'                         | REAL '1.5'
            """)
    void theWatermarkMovesAndStaysWhereItIsInARunWithoutRows(String column, String initial, String second, String third)
            throws EngineFailure {
        insert(
                "1 ; TIMESTAMP '2026-01-01 00:00:01' ; 'a' ; 0.625",
                "2 ; TIMESTAMP '2026-01-02 00:00:00.123' ; 'b' ; 0.75",
                "9 ; NULL ; NULL ; NULL");
        deploy(query("SELECT * FROM " + table.qualifiedName() + " WHERE " + column
                        + " > ${watermark} -- not ${watermark}")
                .with("query.q.mode", "incremental")
                .with("query.q.watermark.columns", column)
                .with("query.q.watermark.initial", initial)
                .with("query.q.key.columns", "id")
                .with("query.q.schedule", INTERVAL.toString()));
        assertThat(run(2)).containsExactly(1L, 2L);
        assertThat(maximum()).isEqualTo(column + " = " + second);

        assertThat(run(0)).isEmpty();
        assertThat(worker.offset("q")).containsEntry("watermark", column + " = " + second);

        insert("3 ; TIMESTAMP '2026-01-03 00:00:00' ; 'ü' ; 1.5");
        assertThat(run(1)).containsExactly(3L);
        assertThat(maximum()).isEqualTo(column + " = " + third);
        assertThat(run(0)).isEmpty();
    }

    private Object maximum() {
        return worker.offset("q").get("maximum");
    }

    @Test
    void eachIntervalIsUnloadedByItself() throws EngineFailure {
        insert(
                "1 ; TIMESTAMP '2026-03-01 07:00:00' ; 'a' ; 1",
                "2 ; TIMESTAMP '2026-03-01 07:59:59.999' ; 'a' ; 1",
                "3 ; TIMESTAMP '2026-03-01 09:00:00' ; 'a' ; 1",
                "4 ; TIMESTAMP '2026-03-01 10:00:00' ; 'not yet' ; 1");
        deploy(query("SELECT * FROM " + table.qualifiedName()
                        + " WHERE updated_at >= ${interval.start} AND updated_at < ${interval.end}")
                .with("query.q.mode", "interval")
                .with("query.q.interval.start", "2026-03-01T07:00:00Z")
                .with("query.q.headers", "provenance")
                .with("query.q.schedule", INTERVAL.toString()));

        List<SourceRecord> caughtUp = worker.start().pollRows(6);

        assertThat(ids(caughtUp)).containsExactly(1L, 2L, 3L);
        assertThat(logged(caughtUp)).containsExactly(2L, 0L, 1L);
        assertThat(caughtUp.stream()
                        .filter(record -> !record.topic().equals("runs"))
                        .map(record -> record.headers()
                                .lastWithName("athena.interval.start")
                                .value()))
                .containsExactly("2026-03-01T07:00:00Z", "2026-03-01T07:00:00Z", "2026-03-01T09:00:00Z");
        worker.commit().crash();
        clock.move(INTERVAL);
        assertThat(ids(worker.start().pollRows(2))).containsExactly(4L);
    }

    /** {@code crashed}: the worker dies when the end is stored and nothing is deleted yet. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void cleanUpDeletesTheFilesTheirListAndItsDescriptionAndNothingElse(boolean crashed) throws EngineFailure {
        insert("1 ; NULL ; NULL ; NULL", "2 ; NULL ; NULL ; NULL");
        String other = name + "/unload/" + name + "/q/0123/not-of-this-result";
        put(other, "x");
        deployOverSeveralFiles(
                query("SELECT * FROM " + table.qualifiedName()).with("query.q.result.cleanup", "delete_after_commit"));
        List<SourceRecord> records = worker.start().pollRows(5);
        assertThat(ids(records))
                .containsExactlyElementsOf(LongStream.of(1, 1, 2, 2).boxed().toList());
        assertThat(objects()).hasSize(5);
        if (crashed) {
            worker.storeInSilence().crash();
            assertThat(objects()).hasSize(5);
            worker.start();
        } else {
            worker.commit();
        }

        await().atMost(PATIENCE).until(() -> objects().equals(List.of(other)));
    }

    @Test
    void aRunWithoutRowsLeavesNothingBehindEither() {
        deploy(query("SELECT * FROM " + table.qualifiedName()).with("query.q.result.cleanup", "delete_after_commit"));
        worker.start().pollRows(1);
        worker.commit();

        await().atMost(PATIENCE).until(() -> objects().isEmpty());
    }
}
