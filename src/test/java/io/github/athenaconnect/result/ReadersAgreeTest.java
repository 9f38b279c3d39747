package io.github.athenaconnect.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.type.Described;
import io.github.athenaconnect.type.Specification;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every line of the specification gives the value or the refusal it names in a CSV object, in pages, and in every kind of
 * Parquet file that can hold it; NULL beside it is null.
 */
class ReadersAgreeTest {
    @ParameterizedTest
    @MethodSource("io.github.athenaconnect.type.Specification#all")
    void onWhatAValueIs(Specification line) {
        for (SpecifiedReader kind : SpecifiedReader.values()) {
            kind.results(line.column(), line.settings(), line.text()).forEach(result -> check(line, kind, result));
        }
    }

    private static void check(Specification line, SpecifiedReader kind, OpenResult result) {
        ResultReader reader = result.reader();
        checkValue(line, kind, result, 1);
        assertThat(reader.next().get("value")).isNull();
        assertThat(reader.text(0)).isNull();
        checkValue(line, kind, result, 3);
        assertThat(reader.atEnd()).isTrue();
    }

    private static void checkValue(Specification line, SpecifiedReader kind, OpenResult result, int row) {
        ResultReader reader = result.reader();
        if (line.outcome().isGood()) {
            checkGood(line, kind, result.rowType().schema().field("value"), reader);
        } else {
            assertThatThrownBy(reader::next)
                    .isInstanceOf(UndecodableRowException.class)
                    .hasMessageContaining("row " + row + ", column \"value\" of type ")
                    .hasMessageEndingWith(": " + line.outcome().error());
        }
        assertThat(reader.position().row()).isEqualTo(row);
    }

    private static void checkGood(Specification line, SpecifiedReader kind, Field field, ResultReader reader) {
        Struct row = reader.next();
        row.validate();
        Schema schema = field.schema();
        assertThat(schema.isOptional()).isTrue();
        assertThat(Described.schema(schema))
                .as("%s", kind)
                .isEqualTo(line.outcome().schema());
        assertThat(Described.value(row.get(field)))
                .as("%s", kind)
                .isEqualTo(line.outcome().value());
        if (kind == SpecifiedReader.UNLOAD) {
            assertThat(Described.value(line.decoded(reader.text(0))))
                    .isEqualTo(line.outcome().value());
        } else {
            assertThat(reader.text(0)).isEqualTo(line.text());
        }
    }
}
