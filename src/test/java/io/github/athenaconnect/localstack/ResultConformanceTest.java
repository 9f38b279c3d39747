package io.github.athenaconnect.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.UnknownFieldSet;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.ColumnNullable;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.athena.model.StatementType;

/** Results are what Athena leaves, byte by byte: objects in S3 and pages of GetQueryResults. */
@ExtendWith(LocalStackExtension.class)
class ResultConformanceTest {
    private final LocalStack stack;
    private final AthenaClient client;
    private final AthenaDriver athena;

    ResultConformanceTest(LocalStack stack) {
        this.stack = stack;
        this.client = stack.athenaClient();
        this.athena = new AthenaDriver(stack);
    }

    @Nested
    class CsvObjects {
        @Test
        void nullIsNothingAndAnEmptyStringIsTwoQuotes() {
            assertThat(csv("SELECT CAST(NULL AS varchar) AS a, '' AS b, CAST(NULL AS integer) AS c"))
                    .isEqualTo("\"a\",\"b\",\"c\"\n,\"\",\n");
        }

        @Test
        void quotesAreDoubledAndLineBreaksAndCommasAreRaw() {
            assertThat(csv("SELECT 'say \"hi\"' AS a, 'x,y' AS b, 'two\nlines' AS c, 'back\\slash' AS d"))
                    .isEqualTo("\"a\",\"b\",\"c\",\"d\"\n\"say \"\"hi\"\"\",\"x,y\",\"two\nlines\",\"back\\slash\"\n");
        }

        @Test
        void everyValueIsQuotedNumbersToo() {
            assertThat(csv("SELECT 1 AS a, true AS b, 0.25 AS c, date '2024-02-29' AS d"))
                    .isEqualTo("\"a\",\"b\",\"c\",\"d\"\n\"1\",\"true\",\"0.25\",\"2024-02-29\"\n");
        }

        @Test
        void nonLatinTextIsUtf8() {
            assertThat(csv("SELECT 'żółw 東京 😀' AS \"größe\"")).isEqualTo("\"größe\"\n\"żółw 東京 😀\"\n");
        }

        @Test
        void aRowOfOneNullIsAnEmptyLine() {
            assertThat(csv("SELECT x FROM (VALUES (1, 'a'), (2, NULL), (3, 'c')) AS t (n, x) ORDER BY n"))
                    .isEqualTo("\"x\"\n\"a\"\n\n\"c\"\n");
        }

        @Test
        void aResultWithoutRowsIsItsHeading() {
            assertThat(csv("SELECT order_id, status FROM orders WHERE false")).isEqualTo("\"order_id\",\"status\"\n");
        }

        @Test
        void expressionsWithoutANameAreNumbered() {
            assertThat(csv("SELECT 1, 2 AS b, count(*), 'x' FROM (VALUES (1)) AS t (n)"))
                    .startsWith("\"_col0\",\"b\",\"_col2\",\"_col3\"\n");
        }

        @Test
        void labelsMayRepeat() {
            assertThat(csv("SELECT 1 AS a, 2 AS a")).isEqualTo("\"a\",\"a\"\n\"1\",\"2\"\n");
        }

        @Test
        void anotherReaderOfCsvFindsEveryRowOfTheShop() throws Exception {
            String text = csv("SELECT * FROM orders ORDER BY order_id");

            List<CsvRecord> records = new ArrayList<>();
            try (CsvReader<CsvRecord> reader =
                    CsvReader.builder().skipEmptyLines(false).ofCsvRecord(text)) {
                reader.forEach(records::add);
            }

            assertThat(records).hasSize(1 + stack.shop().orders());
            assertThat(records)
                    .allSatisfy(line -> assertThat(line.getFieldCount()).isEqualTo(9));
            assertThat(records)
                    .extracting(line -> line.getField(8))
                    .contains("two\nlines", "she said \"now\"", "comma, separated", "naïve café 東京", "NULL");
        }

        private String csv(String sql) {
            return athena.text(succeeded(sql).resultConfiguration().outputLocation());
        }
    }

    @Nested
    class MetadataObjects {
        @Test
        void theyDescribeEachColumnToAnyReaderOfProtocolBuffers() throws Exception {
            QueryExecution execution = succeeded("SELECT 'x' AS name, CAST('1.50' AS decimal(10,2)) AS price");

            UnknownFieldSet metadata = UnknownFieldSet.parseFrom(
                    athena.bytes(execution.resultConfiguration().outputLocation() + ".metadata"));

            assertThat(metadata.getField(1).getLengthDelimitedList()).hasSize(1);
            List<UnknownFieldSet> columns = new ArrayList<>();
            for (var column : metadata.getField(4).getLengthDelimitedList()) {
                columns.add(UnknownFieldSet.parseFrom(column));
            }
            assertThat(columns).extracting(column -> text(column, 1)).containsExactly("hive", "hive");
            assertThat(columns).extracting(column -> text(column, 4)).containsExactly("name", "price");
            assertThat(columns).extracting(column -> text(column, 5)).containsExactly("name", "price");
            assertThat(columns).extracting(column -> text(column, 6)).containsExactly("varchar", "decimal");
            assertThat(number(columns.get(1), 7)).isEqualTo(10);
            assertThat(number(columns.get(1), 8)).isEqualTo(2);
            assertThat(columns).extracting(column -> number(column, 9)).containsExactly(3L, 3L);
            assertThat(columns).extracting(column -> number(column, 10)).containsExactly(1L, 0L);
        }

        private static String text(UnknownFieldSet message, int field) {
            return message.getField(field).getLengthDelimitedList().get(0).toStringUtf8();
        }

        private static long number(UnknownFieldSet message, int field) {
            return message.getField(field).getVarintList().get(0);
        }
    }

    @Nested
    class UtilityStatements {
        @Test
        void showTablesLeavesTextWithoutAHeading() {
            QueryExecution execution = succeeded("SHOW TABLES");

            assertThat(execution.statementType()).isEqualTo(StatementType.UTILITY);
            assertThat(execution.resultConfiguration().outputLocation()).endsWith(".txt");
            assertThat(athena.text(execution.resultConfiguration().outputLocation()))
                    .isEqualTo("customers\norder_lines\norders\nrefunds\n");
            assertThat(rows(execution.queryExecutionId()))
                    .containsExactly(
                            List.of("customers"), List.of("order_lines"), List.of("orders"), List.of("refunds"));
        }

        @Test
        void describeGivesPaddedLinesAsSingleValues() {
            QueryExecution execution = succeeded("DESCRIBE shop.order_lines");

            GetQueryResultsResponse page =
                    client.getQueryResults(get -> get.queryExecutionId(execution.queryExecutionId()));

            assertThat(page.resultSet().resultSetMetadata().columnInfo())
                    .extracting(ColumnInfo::name, ColumnInfo::type)
                    .containsExactly(
                            tuple("col_name", "string"), tuple("data_type", "string"), tuple("comment", "string"));
            assertThat(values(page.resultSet().rows().get(0)))
                    .containsExactly("order_id            \tbigint              \t                    ");
        }

        @Test
        void explainValidatesWithoutRunning() {
            QueryExecution execution = succeeded("EXPLAIN (TYPE VALIDATE) SELECT * FROM orders");

            assertThat(athena.text(execution.resultConfiguration().outputLocation()))
                    .isEqualTo("true\n");
        }
    }

    @Nested
    class Pages {
        @Test
        void theFirstBeginsWithTheColumnNamesAndCountsThem() {
            String id = succeeded("SELECT n FROM (VALUES (1), (2), (3)) AS t (n) ORDER BY n")
                    .queryExecutionId();

            GetQueryResultsResponse first =
                    client.getQueryResults(get -> get.queryExecutionId(id).maxResults(2));
            GetQueryResultsResponse second = client.getQueryResults(
                    get -> get.queryExecutionId(id).maxResults(2).nextToken(first.nextToken()));

            assertThat(first.resultSet().rows()).extracting(Pages.this::text).containsExactly("n", "1");
            assertThat(second.resultSet().rows()).extracting(Pages.this::text).containsExactly("2", "3");
            assertThat(second.nextToken()).isNull();
        }

        @Test
        void allOfThemTogetherAreTheWholeResult() {
            String id = succeeded("SELECT * FROM orders ORDER BY order_id").queryExecutionId();

            List<Row> all = client
                    .getQueryResultsPaginator(get -> get.queryExecutionId(id).maxResults(7))
                    .stream()
                    .flatMap(page -> page.resultSet().rows().stream())
                    .toList();

            assertThat(all).hasSize(1 + stack.shop().orders());
            assertThat(all.get(1).data().get(0).varCharValue()).isEqualTo("1001");
        }

        @Test
        void nullIsAnAbsentValueAndAnEmptyStringIsNot() {
            String id = succeeded("SELECT CAST(NULL AS varchar) AS a, '' AS b").queryExecutionId();

            assertThat(rows(id).get(1)).containsExactly(null, "");
        }

        @Test
        void columnsAreDescribedAsAthenaDoes() {
            String id = succeeded("SELECT true AS a, CAST(1 AS tinyint) AS b, CAST(1 AS smallint) AS c, 1 AS d,"
                            + " CAST(1 AS bigint) AS e, CAST(1 AS real) AS f, 1e0 AS g,"
                            + " CAST('1.5' AS decimal(10,2)) AS h, CAST('x' AS varchar) AS i, date '2024-01-01' AS j,"
                            + " timestamp '2024-01-01 00:00:00.000' AS k, X'00' AS l, ARRAY[1] AS m,"
                            + " MAP(ARRAY['a'], ARRAY[1]) AS n, CAST(ROW(1) AS row(x integer)) AS o,"
                            + " CAST(1 AS json) AS p, timestamp '2024-01-01 00:00:00.000 UTC' AS q")
                    .queryExecutionId();

            List<ColumnInfo> columns = client.getQueryResults(get -> get.queryExecutionId(id))
                    .resultSet()
                    .resultSetMetadata()
                    .columnInfo();

            assertThat(columns)
                    .extracting(info -> info.type() + "(" + info.precision() + "," + info.scale() + ")")
                    .containsExactly(
                            "boolean(0,0)",
                            "tinyint(3,0)",
                            "smallint(5,0)",
                            "integer(10,0)",
                            "bigint(19,0)",
                            "float(17,0)",
                            "double(17,0)",
                            "decimal(10,2)",
                            "varchar(2147483647,0)",
                            "date(0,0)",
                            "timestamp(3,0)",
                            "varbinary(1073741824,0)",
                            "array(0,0)",
                            "map(0,0)",
                            "row(0,0)",
                            "json(0,0)",
                            "timestamp with time zone(3,0)");
            assertThat(columns).allSatisfy(info -> {
                assertThat(info.catalogName()).isEqualTo("hive");
                assertThat(info.schemaName()).isEmpty();
                assertThat(info.tableName()).isEmpty();
                assertThat(info.label()).isEqualTo(info.name());
                assertThat(info.nullable()).isEqualTo(ColumnNullable.UNKNOWN);
            });
        }

        @Test
        void aTokenOfAnotherExecutionIsRefused() {
            String one = succeeded("SELECT * FROM orders").queryExecutionId();
            String other = succeeded("SELECT * FROM orders").queryExecutionId();
            String token = client.getQueryResults(
                            get -> get.queryExecutionId(one).maxResults(2))
                    .nextToken();

            assertThatThrownBy(() -> client.getQueryResults(
                            get -> get.queryExecutionId(other).nextToken(token)))
                    .isInstanceOf(InvalidRequestException.class);
        }

        @Test
        void aDeletedResultCannotBeReadAnyMore() {
            QueryExecution execution = succeeded("SELECT 1 AS a");
            String location = execution.resultConfiguration().outputLocation();
            String key = location.substring(("s3://" + stack.resultBucket() + "/").length());
            stack.s3Client()
                    .deleteObject(delete -> delete.bucket(stack.resultBucket()).key(key));

            assertThatThrownBy(() -> client.getQueryResults(get -> get.queryExecutionId(execution.queryExecutionId())))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("NoSuchKey");
        }

        private String text(Row row) {
            return row.data().get(0).varCharValue();
        }
    }

    @Nested
    class Unloads {
        private final String target = "s3://" + stack.resultBucket() + "/unload/" + UUID.randomUUID() + "/";

        @Test
        void anUnloadLeavesFilesAndAManifestOfThem() {
            QueryExecution execution = succeeded(
                    "UNLOAD (SELECT order_id, total FROM orders) TO '" + target + "' WITH (format = 'PARQUET')");

            String manifest = athena.text(execution.statistics().dataManifestLocation());

            assertThat(execution.statistics().dataManifestLocation())
                    .isEqualTo(stack.outputLocation() + execution.queryExecutionId() + "-manifest.csv");
            assertThat(execution.substatementType()).isEqualTo("UNLOAD");
            assertThat(manifest.lines()).isNotEmpty().allSatisfy(uri -> {
                assertThat(uri).startsWith(target);
                assertThat(new String(athena.bytes(uri), 0, 4, StandardCharsets.US_ASCII))
                        .isEqualTo("PAR1");
            });
            assertThat(client.getQueryResults(get -> get.queryExecutionId(execution.queryExecutionId()))
                            .updateCount())
                    .isEqualTo(stack.shop().orders());
        }

        @Test
        void anUnloadOfManyRowsLeavesSeveralFiles() {
            QueryExecution execution = succeeded(
                    "UNLOAD (SELECT a.n * 10000 + b.n AS id FROM UNNEST(sequence(1, 5)) a(n), UNNEST(sequence(1, 10000)) b(n)) TO '"
                            + target + "' WITH (format = 'PARQUET')");

            assertThat(athena.text(execution.statistics().dataManifestLocation())
                            .lines())
                    .hasSizeGreaterThan(1)
                    .doesNotHaveDuplicates();
            assertThat(client.getQueryResults(get -> get.queryExecutionId(execution.queryExecutionId()))
                            .updateCount())
                    .isEqualTo(50_000);
        }

        @Test
        void anUnloadWithoutRowsHasAnEmptyManifest() {
            QueryExecution execution =
                    succeeded("UNLOAD (SELECT 1 AS a WHERE false) TO '" + target + "' WITH (format = 'PARQUET')");

            assertThat(athena.text(execution.statistics().dataManifestLocation()))
                    .isEmpty();
        }

        @Test
        void anUnloadDoesNotWriteWhereObjectsAre() {
            succeeded("UNLOAD (SELECT 1 AS a) TO '" + target + "' WITH (format = 'JSON')");

            assertThat(athena.run("UNLOAD (SELECT 1 AS a) TO '" + target + "' WITH (format = 'JSON')")
                            .status()
                            .stateChangeReason())
                    .contains("HIVE_PATH_ALREADY_EXISTS");
        }

        @Test
        void anUnloadOfWhatHiveCannotHoldFails() {
            QueryExecution execution = athena.run("UNLOAD (SELECT timestamp '2024-01-01 00:00:00 UTC' AS a) TO '"
                    + target + "' WITH (format = 'PARQUET')");

            assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
            assertThat(execution.status().stateChangeReason()).contains("NOT_SUPPORTED");
        }

        @Test
        void anUnloadOfNullWithoutATypeFails() {
            QueryExecution execution =
                    athena.run("UNLOAD (SELECT NULL AS a) TO '" + target + "' WITH (format = 'PARQUET')");

            assertThat(execution.status().stateChangeReason())
                    .startsWith("COLUMN_TYPE_UNKNOWN")
                    .endsWith("Column type is unknown: a");
        }
    }

    private QueryExecution succeeded(String sql) {
        QueryExecution execution = athena.run(sql);
        assertThat(execution.status().state())
                .as(execution.status().stateChangeReason())
                .isEqualTo(QueryExecutionState.SUCCEEDED);
        return execution;
    }

    private List<List<String>> rows(String id) {
        return client.getQueryResults(get -> get.queryExecutionId(id)).resultSet().rows().stream()
                .map(ResultConformanceTest::values)
                .toList();
    }

    private static List<String> values(Row row) {
        return row.data().stream().map(Datum::varCharValue).toList();
    }
}
