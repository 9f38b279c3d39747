package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays, maps and rows with {@code nested.types}, delivered by one task on the local stack. */
@ExtendWith(LocalStackExtension.class)
@Timeout(120)
class NestedTypesTaskTest {
    private static final String NESTED = """
            SELECT ARRAY[1, NULL, 3] AS numbers,
              CAST(ROW(1, ARRAY['a, b', NULL, '', 'null']) AS ROW(x integer, tags array(varchar))) AS r,
              MAP(ARRAY['k', 'l'], ARRAY[CAST('1.50' AS decimal(12,2)), NULL]) AS m,
              ARRAY[CAST(ROW(TIMESTAMP '2024-02-29 12:34:56.789') AS ROW(moment timestamp(3)))] AS a""";

    private static final String TYPES = """
            numbers array(integer); r row(x integer, tags array(varchar)); m map<string,decimal(12,2)>;
            a array(row(moment timestamp(3)))""";

    private LocalStack aws;

    @BeforeEach
    void use(LocalStack stack) {
        aws = stack;
    }

    private Deployment connector(String sql) {
        return Deployment.of("nested-" + UUID.randomUUID(), aws)
                .query("q", sql)
                .with("query.q.nested.types", TYPES)
                .with("query.q.schema.athena.types", "true");
    }

    private static List<String> problems(Deployment deployment) {
        return new AthenaSourceConnector()
                .validate(deployment.config()).configValues().stream()
                        .map(ConfigValue::errorMessages)
                        .flatMap(List::stream)
                        .toList();
    }

    private static Struct row(Deployment deployment) {
        try (InProcessWorker worker = new InProcessWorker(new HashMap<>(deployment.config()), Wiring.toAws())) {
            SourceRecord record = worker.start().pollRows(1).get(0);
            return (Struct) record.value();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "api"})
    void theRowOfAnUnloadComesFromJsonToo(String format) {
        Deployment unload = connector(NESTED).with("query.q.result.format", "unload");
        Deployment json = connector(
                        "SELECT numbers, CAST(r AS json) AS r, CAST(m AS json) AS m, CAST(a AS json) AS a FROM ("
                                + NESTED + ") t")
                .with("query.q.result.format", format);

        assertThat(problems(json)).isEmpty();
        Struct fromJson = row(json);
        Struct fromFile = row(unload);

        assertThat(fromJson.schema()).isEqualTo(fromFile.schema());
        assertThat(fromJson).isEqualTo(fromFile);
        assertThat(fromJson.getArray("numbers")).isEqualTo(Arrays.asList(1, null, 3));
        assertThat(fromJson.getStruct("r").getArray("tags")).isEqualTo(Arrays.asList("a, b", null, "", "null"));
        assertThat(fromJson.schema().field("r").schema().name()).isEqualTo("shop.q.r");
        assertThat(fromJson.schema().field("r").schema().parameters())
                .containsEntry("athena.type", "row(x integer, tags array(varchar))");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "api"})
    void aTextThatIsNotQuotedInsideStopsTheQueryAtItsRowAndColumn(String format) {
        Deployment connector = connector(NESTED).with("query.q.result.format", format);

        assertThatThrownBy(() -> row(connector))
                .hasMessageContainingAll(
                        "Query 'q'",
                        "row 1, column \"r\" of type row",
                        "Expected row(x integer, tags array(varchar)) that can be read in one way only",
                        "select CAST(\"r\" AS JSON) AS \"r\", or set result.format=unload");
    }

    @Test
    void validationWarnsOfColumnsWhoseTextHardlyEverTells() {
        try (CapturedLog log = CapturedLog.open()) {
            assertThat(problems(connector(NESTED))).isEmpty();
            assertThat(log.text().lines().filter(line -> line.contains("two look like one")))
                    .singleElement()
                    .asString()
                    .contains("Query 'q'", "nested.types", "\"r\" of type row(x integer, tags array(varchar))")
                    .contains("CAST(\"m\" AS JSON) AS \"m\"")
                    .doesNotContain("\"numbers\"", "\"a\"");
        }
    }

    @Test
    void aDeclarationThatFitsNoColumnIsFoundBeforeAnythingRuns() {
        assertThat(problems(connector("SELECT 1 AS numbers")))
                .singleElement()
                .asString()
                .contains("query.q.nested.types", "but the columns of the result are numbers");
    }
}
