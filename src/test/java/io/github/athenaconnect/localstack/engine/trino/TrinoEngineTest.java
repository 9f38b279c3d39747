package io.github.athenaconnect.localstack.engine.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.athenaconnect.localstack.access.AccessKey;
import io.github.athenaconnect.localstack.access.AccessKeys;
import io.github.athenaconnect.localstack.engine.Cancellation;
import io.github.athenaconnect.localstack.engine.ColumnDefinition;
import io.github.athenaconnect.localstack.engine.Engine;
import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.engine.EngineRows;
import io.github.athenaconnect.localstack.engine.ErrorName;
import io.github.athenaconnect.localstack.engine.ResultColumn;
import io.github.athenaconnect.localstack.engine.S3Access;
import io.github.athenaconnect.localstack.engine.SqlStatement;
import io.github.athenaconnect.localstack.engine.TableDefinition;
import io.github.athenaconnect.localstack.engine.Unload;
import io.github.athenaconnect.localstack.engine.UnloadFormat;
import io.github.athenaconnect.localstack.engine.UnloadedFiles;
import io.github.athenaconnect.localstack.s3.S3Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Trino answers as Athena does; runs where the profile {@code faithful} has gathered Trino. */
@EnabledIfSystemProperty(named = "localstack.engine", matches = "trino")
class TrinoEngineTest {
    private static final String BUCKET = "lake";
    private static final TableDefinition CUSTOMERS = new TableDefinition(
            "shop",
            "customers",
            List.of(
                    new ColumnDefinition("id", "bigint"),
                    new ColumnDefinition("name", "string"),
                    new ColumnDefinition("balance", "decimal(10,2)"),
                    new ColumnDefinition("tags", "array<string>"),
                    new ColumnDefinition("address", "struct<city:string,zip:string>"),
                    new ColumnDefinition("joined", "timestamp")));

    /** Ten thousand million rows, which no test can wait for. */
    private static final String ENDLESS =
            "SELECT a.n * b.n AS n FROM UNNEST(sequence(1, 10000)) a(n), UNNEST(sequence(1, 10000)) b(n), UNNEST(sequence(1, 100)) c(n)";

    private static S3Server s3;
    private static S3Client objects;
    private static Engine engine;

    @BeforeAll
    static void startEngine(@TempDir Path directory) throws Exception {
        AccessKeys accessKeys = new AccessKeys();
        AccessKey key = accessKeys.create("ENGINE");
        s3 = S3Server.start(directory, accessKeys);
        s3.createBucket(BUCKET);
        objects = s3.client(key, Region.EU_WEST_1);
        engine = new TrinoProvider().start(new S3Access(s3.endpoint(), "eu-west-1", key.id(), key.secret()));
        engine.createDatabase("shop");
        engine.createTable(CUSTOMERS);
        engine.insert(
                CUSTOMERS,
                List.of(
                        List.of(
                                "1",
                                "'it''s \"quoted\"'",
                                "DECIMAL '1.5'",
                                "ARRAY['a', NULL]",
                                "ROW('Łódź', '90-001')",
                                "TIMESTAMP '2024-02-29 12:00:00.5'"),
                        List.of("2", "''", "NULL", "ARRAY[]", "NULL", "NULL")));
    }

    @AfterAll
    static void stopEngine() throws Exception {
        engine.close();
        objects.close();
        s3.close();
    }

    @Nested
    class Rows {
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                true                                                    | boolean                  | 0          | 0 | true
                TINYINT '-1'                                            | tinyint                  | 3          | 0 | -1
                SMALLINT '12'                                           | smallint                 | 5          | 0 | 12
                123                                                     | integer                  | 10         | 0 | 123
                BIGINT '9223372036854775807'                            | bigint                   | 19         | 0 | 9223372036854775807
                REAL '0.1'                                              | float                    | 17         | 0 | 0.1
                REAL '3.4e38'                                           | float                    | 17         | 0 | 3.4E38
                1.5                                                     | double                   | 17         | 0 | 1.5
                1e10                                                    | double                   | 17         | 0 | 1.0E10
                nan()                                                   | double                   | 17         | 0 | NaN
                -infinity()                                             | double                   | 17         | 0 | -Infinity
                CAST(infinity() AS real)                                | float                    | 17         | 0 | Infinity
                DECIMAL '-1.50'                                         | decimal                  | 3          | 2 | -1.50
                DECIMAL '12345678901234567890123456789.123456789'       | decimal                  | 38         | 9 | 12345678901234567890123456789.123456789
                'x'                                                     | varchar                  | 1          | 0 | x
                CAST('x' AS varchar)                                    | varchar                  | 2147483647 | 0 | x
                CAST('a' AS char(3))                                    | char                     | 3          | 0 | ~a  ~
                DATE '2017-01-02'                                       | date                     | 0          | 0 | 2017-01-02
                TIMESTAMP '2017-01-01 00:00:00'                         | timestamp                | 3          | 0 | 2017-01-01 00:00:00.000
                TIMESTAMP '2017-01-01 00:00:00.123456'                  | timestamp                | 3          | 0 | 2017-01-01 00:00:00.123
                TIMESTAMP '2001-08-22 03:04:05.321 America/Los_Angeles' | timestamp with time zone | 3          | 0 | 2001-08-22 03:04:05.321 America/Los_Angeles
                TIMESTAMP '2001-08-22 03:04:05.321 +02:00'              | timestamp with time zone | 3          | 0 | 2001-08-22 03:04:05.321 +02:00
                TIME '01:02:03.456'                                     | time                     | 3          | 0 | 01:02:03.456
                TIME '01:02:03.456+02:00'                               | time with time zone      | 3          | 0 | 01:02:03.456+02:00
                X'00ff10'                                               | varbinary                | 1073741824 | 0 | 00 ff 10
                JSON '{"a": 1}'                                         | json                     | 0          | 0 | {"a":1}
                INTERVAL '2' DAY                                        | interval day to second   | 0          | 0 | 2 00:00:00.000
                INTERVAL '3' MONTH                                      | interval year to month   | 0          | 0 | 0-3
                UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'             | uuid                     | 0          | 0 | 12151fd2-7586-11e9-8f9e-2a86e4085a59
                IPADDRESS '10.0.0.1'                                    | ipaddress                | 0          | 0 | 10.0.0.1
                ARRAY[1, NULL, 2]                                       | array                    | 0          | 0 | [1, null, 2]
                ARRAY[ARRAY[X'00ff']]                                   | array                    | 0          | 0 | [[00 ff]]
                MAP(ARRAY[1, 3], ARRAY[REAL '0.1', NULL])               | map                      | 0          | 0 | {1=0.1, 3=null}
                MAP(ARRAY[ARRAY[1, 2]], ARRAY['x'])                     | map                      | 0          | 0 | {[1, 2]=x}
                CAST(ROW(1, 'b') AS ROW(a integer, "B c" varchar))      | row                      | 0          | 0 | {a=1, B c=b}
                ROW(1, nan())                                           | row                      | 0          | 0 | {field0=1, field1=NaN}
                """)
        void haveAthenasTypesAndTexts(String expression, String type, int precision, int scale, String text)
                throws EngineFailure {
            try (EngineRows rows = query("SELECT " + expression + " AS v")) {
                assertThat(rows.columns()).containsExactly(new ResultColumn("v", type, precision, scale));
                assertThat(rest(rows)).containsExactly(List.of(text));
            }
        }

        @Test
        void tellNullFromEmptyAndKeepInsertedValues() throws EngineFailure {
            try (EngineRows rows = query("SELECT * FROM customers ORDER BY id")) {
                assertThat(rest(rows))
                        .containsExactly(
                                List.of(
                                        "1",
                                        "it's \"quoted\"",
                                        "1.50",
                                        "[a, null]",
                                        "{city=Łódź, zip=90-001}",
                                        "2024-02-29 12:00:00.500"),
                                row("2", "", null, "[]", null, null));
            }
        }

        @Test
        void areInsertedInAnyNumber() throws EngineFailure {
            TableDefinition numbers = new TableDefinition("shop", "numbers", List.of(new ColumnDefinition("n", "int")));
            engine.createTable(numbers);
            engine.insert(
                    numbers,
                    IntStream.range(0, 601).mapToObj(n -> List.of("" + n)).toList());

            try (EngineRows rows = query("SELECT count(DISTINCT n), sum(n) FROM numbers")) {
                assertThat(rest(rows)).containsExactly(List.of("601", "180300"));
            }
        }

        @Test
        void haveTheLabelsAsWrittenAndUnknownForAnUntypedNull() throws EngineFailure {
            try (EngineRows rows =
                    query("SELECT Id, name AS \"Given Name\", 1, NULL FROM AwsDataCatalog.shop.customers LIMIT 0")) {
                assertThat(rows.columns())
                        .extracting(ResultColumn::label)
                        .containsExactly("Id", "Given Name", "_col2", "_col3");
                assertThat(rows.columns().get(3).type()).isEqualTo("unknown");
                assertThat(rest(rows)).isEmpty();
            }
        }

        @Test
        void takeParametersAlsoForLongStatements() throws EngineFailure {
            String comment = "/*" + "x".repeat(100_000) + "*/";
            SqlStatement statement = new SqlStatement(
                    "SELECT name FROM customers WHERE id = ? AND name <> ?" + comment, "shop", List.of("1", "'%?'"));
            try (EngineRows rows = engine.query(statement, new Cancellation())) {
                assertThat(rest(rows)).containsExactly(List.of("it's \"quoted\""));
            }
        }

        @Test
        void arePulledFromAResultOfAnySize() throws EngineFailure {
            long count = 0;
            try (EngineRows rows = query(ENDLESS)) {
                for (var row = rows.next(); row.isPresent() && count < 200_000; row = rows.next()) {
                    count++;
                }
            }
            assertThat(count).isEqualTo(200_000);
        }
    }

    @Nested
    class Failures {
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                SELEC 1                          | SYNTAX_ERROR                | line 1:1: mismatched input 'SELEC'
                SELECT * FROM nothing            | TABLE_NOT_FOUND             | line 1:15: Table 'awsdatacatalog.shop.nothing' does not exist
                SELECT * FROM nowhere.t          | SCHEMA_NOT_FOUND            | line 1:15: Schema 'nowhere' does not exist
                SELECT * FROM other.public.t     | CATALOG_NOT_FOUND           | line 1:15: Catalog 'other' does not exist
                SELECT x FROM customers          | COLUMN_NOT_FOUND            | line 1:8: Column 'x' cannot be resolved or requester is not authorized to access requested resources
                SELECT nofunction(1)             | FUNCTION_NOT_FOUND          | line 1:8: Function 'nofunction' not registered
                SELECT id = 'a' FROM customers   | TYPE_MISMATCH               | line 1:11: Cannot apply operator
                SELECT 1 / 0                     | DIVISION_BY_ZERO            | Division by zero
                SELECT CAST('a' AS integer)      | INVALID_CAST_ARGUMENT       | Cannot cast 'a' to INT
                SELECT CAST(300 AS tinyint)      | NUMERIC_VALUE_OUT_OF_RANGE  | Out of range for tinyint: 300
                SELECT id, count(*) FROM customers | EXPRESSION_NOT_AGGREGATE  | line 1:8: 'id' must be an aggregate expression
                SELECT sequence(1, 20000)        | INVALID_FUNCTION_ARGUMENT   | result of sequence function must not have more than 10000 entries
                """)
        void speakAthenasWords(String sql, ErrorName name, String detail) {
            EngineFailure failure = failureOf(() -> rest(query(sql)));
            assertThat(failure.name()).isEqualTo(name);
            assertThat(failure).hasMessageStartingWith(name + ": " + detail);
        }

        @Test
        void keepTheNameOfAnErrorThatTheTableLacks() {
            assertThat(failureOf(() -> query("SELECT count(count(*)) FROM customers")))
                    .hasMessageStartingWith("GENERIC_USER_ERROR: NESTED_AGGREGATION: line 1:8");
        }

        @Test
        void areFoundByValidationWithoutRunning() throws EngineFailure {
            engine.validate(new SqlStatement("SELECT 1 / id FROM customers WHERE id = ?", "shop", List.of("0")));
            assertThatThrownBy(() -> engine.validate(statement("SELECT * FROM nothing")))
                    .hasMessageStartingWith("TABLE_NOT_FOUND");
        }
    }

    @Nested
    class Unloads {
        @ParameterizedTest
        @EnumSource(UnloadFormat.class)
        void leaveFilesInEachFormat(UnloadFormat format) throws EngineFailure {
            String target = target(format.name());
            UnloadedFiles files =
                    engine.unload(unload("SELECT id, name FROM customers", target, format), new Cancellation());

            assertThat(files.rows()).isEqualTo(2);
            assertThat(files.uris()).isNotEmpty().isEqualTo(uris(format.name()));
        }

        @Test
        void leaveNothingWithoutRows() throws EngineFailure {
            UnloadedFiles files = engine.unload(
                    unload("SELECT 1 AS a WHERE false", target("empty"), UnloadFormat.PARQUET), new Cancellation());

            assertThat(files).isEqualTo(new UnloadedFiles(List.of(), 0));
        }

        @Test
        void takeParametersPartitionsAndCompression() throws EngineFailure {
            Unload unload = new Unload(
                    new SqlStatement("SELECT name, id FROM customers WHERE id = ?", "shop", List.of("1")),
                    target("partitioned"),
                    UnloadFormat.PARQUET,
                    Map.of("compression", "snappy"),
                    List.of("id"));

            assertThat(engine.unload(unload, new Cancellation()).uris())
                    .singleElement()
                    .asString()
                    .startsWith(target("partitioned") + "id=1/");
        }

        @Test
        void refuseATargetThatHoldsObjects() throws EngineFailure {
            Unload unload = unload("SELECT 1 AS a", target("twice"), UnloadFormat.PARQUET);
            engine.unload(unload, new Cancellation());

            assertThat(failureOf(() -> engine.unload(unload, new Cancellation()))
                            .name())
                    .isEqualTo(ErrorName.HIVE_PATH_ALREADY_EXISTS);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                uuid() AS a                                  | NOT_SUPPORTED: Unsupported Hive type: uuid
                current_timestamp AS a                       | NOT_SUPPORTED: Unsupported Hive type: timestamp(3) with time zone
                TIMESTAMP '2020-01-01 00:00:00.123456' AS a  | NOT_SUPPORTED: Incorrect timestamp precision for timestamp(6); the configured precision is MILLISECONDS
                1                                            | MISSING_COLUMN_NAME: line 1:1: Column name not specified at position 1
                1 AS a, 2 AS a                               | DUPLICATE_COLUMN_NAME: line 1:1: Column name 'a' specified more than once
                NULL AS a                                    | COLUMN_TYPE_UNKNOWN: line 1:1: Column type is unknown: a
                """)
        void refuseWhatHiveFilesCannotHold(String columns, String message) {
            Unload unload = unload("SELECT " + columns, target("refused"), UnloadFormat.PARQUET);
            assertThatThrownBy(() -> engine.unload(unload, new Cancellation())).hasMessageStartingWith(message);
        }
    }

    @Nested
    class Cancelling {
        @Test
        void endsAQueryThatIsBeingRead() throws EngineFailure {
            Cancellation cancellation = new Cancellation();
            try (EngineRows rows = engine.query(statement(ENDLESS), cancellation)) {
                rows.next();
                cancellation.request();

                assertThat(failureOf(() -> rest(rows))).hasMessageContaining("USER_CANCELED");
            }
        }

        @Test
        void endsAQueryBeforeItHasColumns() {
            Cancellation cancellation = new Cancellation();
            cancellation.request();

            assertThat(failureOf(() -> rest(engine.query(statement("SELECT 1"), cancellation))))
                    .hasMessageContaining("USER_CANCELED");
        }

        @Test
        void endsAnUnload() {
            Cancellation cancellation = new Cancellation();
            CompletableFuture<EngineFailure> failure = CompletableFuture.supplyAsync(() -> failureOf(
                    () -> engine.unload(unload(ENDLESS, target("cancelled"), UnloadFormat.PARQUET), cancellation)));
            cancellation.request();

            assertThat(failure)
                    .succeedsWithin(Duration.ofSeconds(30))
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains("USER_CANCELED");
        }
    }

    @Test
    void explainsAQueryInLines() throws EngineFailure {
        assertThat(engine.explain(new SqlStatement("SELECT * FROM customers WHERE id = ?", "shop", List.of("1"))))
                .hasSizeGreaterThan(3)
                .anySatisfy(line -> assertThat(line).contains("shop:customers"));
    }

    private static EngineRows query(String sql) throws EngineFailure {
        return engine.query(statement(sql), new Cancellation());
    }

    private static SqlStatement statement(String sql) {
        return new SqlStatement(sql, "shop", List.of());
    }

    private static Unload unload(String select, String target, UnloadFormat format) {
        return new Unload(statement(select), target, format, Map.of(), List.of());
    }

    private static String target(String name) {
        return "s3://" + BUCKET + "/" + name + "/";
    }

    private static List<String> uris(String prefix) {
        return objects.listObjectsV2(list -> list.bucket(BUCKET).prefix(prefix + "/")).contents().stream()
                .map(S3Object::key)
                .map(key -> "s3://" + BUCKET + "/" + key)
                .toList();
    }

    private static List<List<@Nullable String>> rest(EngineRows rows) throws EngineFailure {
        List<List<@Nullable String>> all = new ArrayList<>();
        for (var row = rows.next(); row.isPresent(); row = rows.next()) {
            all.add(row.get());
        }
        return all;
    }

    private static List<@Nullable String> row(@Nullable String... values) {
        List<@Nullable String> row = new ArrayList<>();
        for (String value : values) {
            row.add(value);
        }
        return row;
    }

    private static EngineFailure failureOf(ThrowingCallable action) {
        return catchThrowableOfType(EngineFailure.class, action);
    }
}
