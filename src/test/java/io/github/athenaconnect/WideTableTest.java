package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import io.github.athenaconnect.localstack.engine.trino.TypedRows;
import io.github.athenaconnect.type.KnownTypes;
import io.github.athenaconnect.wide.Passage;
import io.github.athenaconnect.wide.Passage.Outcome;
import io.github.athenaconnect.wide.PlainValue;
import io.github.athenaconnect.wide.RunEngine;
import io.github.athenaconnect.wide.TrinoValue;
import io.github.athenaconnect.wide.WideColumn;
import io.github.athenaconnect.wide.WideTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One table with every type, read through every reader: the same Structs wherever a type can pass. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class WideTableTest {
    private static final List<String> FORMATS = List.of("csv", "unload", "api");
    private static final WideTable TABLE = WideTable.ofEveryType();

    private LocalStack aws;
    private final Map<String, WideRows> read = new TreeMap<>();
    private final Map<String, List<@Nullable Object>> trino = new TreeMap<>();

    @BeforeAll
    void readTheTable(LocalStack stack) throws Exception {
        aws = stack;
        TABLE.write(aws.catalog());
        for (String format : FORMATS) {
            String sql = TABLE.select(column -> passes(column, format));
            read.put(format, WideRows.read(aws, sql, format, TABLE.rows()));
        }
    }

    private static boolean passes(WideColumn column, String format) {
        return Passage.of(column.type()).by(format) != Outcome.REFUSED;
    }

    private static Stream<WideColumn> columns(String format, Outcome outcome) {
        return TABLE.columns().stream()
                .filter(column -> Passage.of(column.type()).by(format) == outcome);
    }

    static Stream<Arguments> valuesByReader() {
        return FORMATS.stream()
                .flatMap(format -> Stream.of(Outcome.VALUE, Outcome.UNPADDED)
                        .flatMap(outcome -> columns(format, outcome))
                        .map(column -> Arguments.of(column.name(), format, column)));
    }

    static Stream<Arguments> refusals() {
        return columns("unload", Outcome.REFUSED).map(column -> Arguments.of(column.name(), column));
    }

    @Test
    void noTypeAndNoReaderIsForgotten() {
        assertThat(Passage.all()).extracting(Passage::type).containsExactlyInAnyOrderElementsOf(KnownTypes.names());
        assertThat(TABLE.columns().stream().map(column -> column.type().name()))
                .containsAll(Passage.all().stream()
                        .filter(passage -> passage.text() != Outcome.ABSENT)
                        .map(Passage::type)
                        .filter(type -> RunEngine.isTrino() || !type.equals("ipaddress"))
                        .toList());
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("valuesByReader")
    void aCellIsTheValueThatWasWritten(String name, String format, WideColumn column) {
        assertThat(read.get(format).column(column)).isEqualTo(column.written());
    }

    /** The third opinion, besides what was written and what the readers gave: asked past Athena, read without our decoders. */
    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("valuesByReader")
    @EnabledIfSystemProperty(named = LocalStack.ENGINE_PROPERTY, matches = "trino")
    void aCellIsTheValueThatTrinoAnswersItself(String name, String format, WideColumn column) {
        assertThat(read.get(format).column(column)).isEqualTo(askedOfTrino().get(name));
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("valuesByReader")
    void aColumnHasTheSameSchema(String name, String format, WideColumn column) {
        String other = format.equals("csv") || column.type().name().matches("array|map|row") ? "unload" : "csv";
        if (passes(column, other)) {
            assertThat(read.get(format).schemaOf(name))
                    .isEqualTo(read.get(other).schemaOf(name));
        }
    }

    @Test
    void anObjectAndPagesGiveTheSameRows() {
        assertThat(read.get("api").schema().fields())
                .isEqualTo(read.get("csv").schema().fields());
        read.get("csv")
                .byId()
                .forEach((id, row) -> assertThat(
                                PlainValue.of(read.get("api").byId().get(id)))
                        .as("row %d", id)
                        .isEqualTo(PlainValue.of(row)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void whatUnloadCannotWriteIsRefusedBeforeAndWhileItRuns(String name, WideColumn column) {
        Deployment deployment =
                WideRows.deployment(aws, TABLE.select(column::equals)).with("query.q.result.format", "unload");
        String remedy = String.format(Passage.of(column.type()).detail(), name);

        assertThat(problems(deployment)).singleElement().asString().contains("UNLOAD cannot write", name, remedy);
        assertThatThrownBy(() -> WideRows.read(deployment, 1))
                .hasMessageContainingAll("UNLOAD cannot write every type", "CAST the column", "result.format=csv");
    }

    /** The values of each column, one for each row. */
    private Map<String, List<@Nullable Object>> askedOfTrino() {
        if (trino.isEmpty()) {
            TypedRows answer = WideRows.askedOfTrino(aws, TABLE.select(column -> true));
            for (int index = 0; index < TABLE.columns().size(); index++) {
                WideColumn column = TABLE.columns().get(index);
                int place = index + 1;
                trino.put(
                        column.name(),
                        column.comparable(answer.rows().stream()
                                .map(row -> TrinoValue.of(answer.types().get(place), row.get(place)))));
            }
        }
        return trino;
    }

    private static List<String> problems(Deployment deployment) {
        return new AthenaSourceConnector()
                .validate(deployment.config()).configValues().stream()
                        .map(ConfigValue::errorMessages)
                        .flatMap(List::stream)
                        .toList();
    }
}
