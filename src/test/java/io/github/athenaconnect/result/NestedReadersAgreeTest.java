package io.github.athenaconnect.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.NestedExample;
import io.github.athenaconnect.type.NestedSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values with parts are the same in a CSV object, in pages, and in a Parquet file. */
class NestedReadersAgreeTest {
    private static final int EXAMPLES = 300;

    /** Files have no text of a nested value, but they may have JSON in a varchar. */
    @ParameterizedTest
    @MethodSource("io.github.athenaconnect.type.NestedSpecification#all")
    void onWhatADeclaredTextIs(NestedSpecification line) {
        for (SpecifiedReader kind : SpecifiedReader.values()) {
            boolean jsonOfAFile =
                    kind == SpecifiedReader.UNLOAD && line.column().typeName().equals("json");
            AthenaColumn column = jsonOfAFile ? new AthenaColumn("v", "varchar", 0, 0) : line.column();
            List<OpenResult> results =
                    kind.results(column, line.settings(), line.text()).toList();

            assertThat(results).hasSize(kind != SpecifiedReader.UNLOAD || jsonOfAFile ? 1 : 0);
            results.forEach(result -> check(line, result.reader()));
        }
    }

    private static void check(NestedSpecification line, ResultReader reader) {
        if (line.error().isEmpty()) {
            Struct row = reader.next();
            row.validate();
            assertThat(NestedSpecification.shown(row.get("v"))).isEqualTo(line.value());
        } else {
            assertThatThrownBy(reader::next)
                    .isInstanceOf(UndecodableRowException.class)
                    .hasMessageContaining("row 1, column \"v\" of type ")
                    .hasMessageContaining(": " + line.error());
        }
        assertThat(reader.next().get("v")).isNull();
    }

    @ParameterizedTest
    @MethodSource("io.github.athenaconnect.type.RandomText#seeds")
    void onTheSameValueAsTextAsJsonAndInAFile(long seed) {
        NestedExample.check(seed, EXAMPLES, example -> {
            AthenaColumn text = new AthenaColumn("v", example.type().typeName(), 0, 0);
            AthenaColumn json = new AthenaColumn("v", "json", 0, 0);
            OpenResult typed = new UnloadReading(ParquetNested.file(example.type(), example.value()))
                    .with(example.settings())
                    .open();
            List<Struct> expected = rows(typed);

            assertThat(expected).hasSize(3);
            assertThat(expected.get(1).get("v")).isNull();
            for (SpecifiedReader kind : List.of(SpecifiedReader.CSV, SpecifiedReader.API)) {
                Stream.of(
                                kind.results(text, example.settings(), example.text()),
                                kind.results(json, example.settings(), example.json()))
                        .flatMap(results -> results)
                        .forEach(result ->
                                assertThat(rows(result)).as("%s", example).isEqualTo(expected));
            }
        });
    }

    private static List<Struct> rows(OpenResult result) {
        List<Struct> rows = new ArrayList<>();
        while (!result.reader().atEnd()) {
            rows.add(result.reader().next());
            rows.get(rows.size() - 1).validate();
        }
        return rows;
    }
}
