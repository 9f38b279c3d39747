package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.AthenaTypeParameter;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.DeclaredTypes;
import io.github.athenaconnect.type.FieldNames;
import io.github.athenaconnect.type.RowTypes;
import io.github.athenaconnect.type.TextDecoder;
import io.github.athenaconnect.type.TextValue;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import io.github.athenaconnect.type.UndecodableTextException;
import io.github.athenaconnect.wide.Passage;
import io.github.athenaconnect.wide.Passage.Outcome;
import io.github.athenaconnect.wide.PlainValue;
import io.github.athenaconnect.wide.RunEngine;
import io.github.athenaconnect.wide.WideColumn;
import io.github.athenaconnect.wide.WideTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays, maps and rows that come as text, with their types declared: the Structs that UNLOAD gives, or a refusal. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class WideNestedTest {
    private static final WideTable TABLE = WideTable.ofEveryType();

    private LocalStack aws;
    private WideRows typed;
    private WideRows texts;

    static Stream<Arguments> nestedColumns() {
        return TABLE.columns().stream()
                .filter(WideNestedTest::isNested)
                .filter(RunEngine::spells)
                .map(column -> Arguments.of(column.name(), column));
    }

    private static boolean isNested(WideColumn column) {
        return Passage.of(column.type()).text() == Outcome.TEXT;
    }

    /** A text in an array, a map or a row may look like what is around it; so may bytes, being none. */
    private static boolean hasOneReading(WideColumn column) {
        return isNested(column) && !column.type().type().matches(".*(string|binary).*");
    }

    @BeforeAll
    void readTheTable(LocalStack stack) throws Exception {
        aws = stack;
        TABLE.write(aws.catalog());
        typed = WideRows.read(aws, TABLE.select(WideNestedTest::isNested), "unload", TABLE.rows());
        texts = WideRows.read(aws, TABLE.select(WideNestedTest::isNested), "csv", TABLE.rows());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nestedColumns")
    void aTextIsDecodedToWhatWasWrittenOrRefused(String name, WideColumn column) {
        TextDecoder decoder = decoder(column);
        Map<Integer, @Nullable Object> decoded = new TreeMap<>();
        texts.byId().forEach((id, row) -> {
            String text = row.getString(name);
            Object written = column.cells().get(id - 1).plain();
            try {
                decoded.put(id, text == null ? null : PlainValue.of(decoder.decode(TextValue.of(text))));
                assertThat(decoded.get(id)).as("row %d, text %s", id, text).isEqualTo(written);
            } catch (UndecodableTextException refusal) {
                assertThat(refusal).hasMessageContainingAll("in one way only", "CAST(", "AS JSON", "unload");
            }
        });

        assertThat(decoded.size()).isGreaterThan(hasOneReading(column) ? TABLE.rows() - 1 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "api"})
    void whatHasOneReadingComesAsFromUnload(String format) {
        requireTyped(column -> hasOneReading(column) && RunEngine.spells(column), WideColumn::name, format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "api"})
    @EnabledIfSystemProperty(named = LocalStack.ENGINE_PROPERTY, matches = "trino")
    void jsonComesAsFromUnload(String format) {
        requireTyped(WideColumn::passesJson, WideColumn::json, format);
    }

    private void requireTyped(Predicate<WideColumn> wanted, Function<WideColumn, String> expression, String format) {
        List<WideColumn> columns = TABLE.columns().stream().filter(wanted).toList();
        WideRows rows = WideRows.read(
                WideRows.deployment(aws, TABLE.select(wanted, expression))
                        .with("query.q.result.format", format)
                        .with("query.q.nested.types", WideColumn.declarations(columns)),
                TABLE.rows());

        assertThat(columns).hasSizeGreaterThan(3).allSatisfy(column -> {
            assertThat(rows.column(column)).as(column.name()).isEqualTo(typed.column(column));
            assertThat(rows.schemaOf(column.name())).isEqualTo(typed.schemaOf(column.name()));
        });
    }

    private static TextDecoder decoder(WideColumn column) {
        TypeSettings settings = new TypeSettings(
                "row",
                DecimalMode.DECIMAL,
                TimestampMode.MILLIS,
                FieldNames.AS_IS,
                AthenaTypeParameter.OMITTED,
                DeclaredTypes.parse(WideColumn.declarations(List.of(column))));
        return RowTypes.of(List.of(new AthenaColumn(column.name(), column.type().name(), 0, 0)), settings)
                .columns()
                .get(0)
                .decoder();
    }
}
