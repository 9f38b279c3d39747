package io.github.athenaconnect.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the schema of a row is made of, and which columns cannot become one. */
class RowTypesTest {
    @Test
    void schemaIsAStructOfTheGivenName() {
        RowType row = rowOf(varchar("a"));
        assertThat(row.schema().type()).isEqualTo(Schema.Type.STRUCT);
        assertThat(row.schema().name()).isEqualTo("shop.orders");
    }

    @Test
    void fieldsAndColumnsKeepTheOrderOfTheResult() {
        RowType row = rowOf(varchar("zebra"), varchar("ant"), varchar("Moose"));
        assertThat(row.schema().fields()).extracting(Field::name).containsExactly("zebra", "ant", "Moose");
        assertThat(row.columns())
                .extracting(Column::source)
                .containsExactly(varchar("zebra"), varchar("ant"), varchar("Moose"));
        assertThat(row.columns())
                .extracting(Column::field)
                .isEqualTo(row.schema().fields());
    }

    @Test
    void everyFieldIsOptionalSoThatARowOfNullsIsValid() {
        AthenaColumn[] columns = AthenaType.allNames().stream()
                .map(type -> new AthenaColumn(type, type, 10, 2))
                .toArray(AthenaColumn[]::new);
        RowType row = rowOf(columns);
        new Struct(row.schema()).validate();
        assertThat(row.schema().fields())
                .hasSize(columns.length)
                .allMatch(field -> field.schema().isOptional());
    }

    @Test
    void namesThatDifferInCaseOnlyAreDifferentColumns() {
        assertThat(rowOf(varchar("Castle"), varchar("castle")).schema().fields())
                .hasSize(2);
    }

    @Test
    void nullIsTheOnlyValueNobodyDecodes() {
        Struct row =
                new Struct(rowOf(new AthenaColumn("nothing", "unknown", 0, 0)).schema());
        assertThat(row.get("nothing")).isNull();
    }

    @Nested
    class ColumnsThatCannotBecomeOneRecord {
        @Test
        void duplicatesAreNamedWithTheirPlacesAndTheCure() {
            assertThatThrownBy(() -> rowOf(varchar("id"), varchar("name"), varchar("id"), varchar("id")))
                    .isInstanceOf(UnusableColumnsException.class)
                    .hasMessage("Columns 1, 3, 4 of the result are all named \"id\", and a record cannot have a field"
                            + " twice: rename all but one in the SQL, such as AS id_3");
        }

        @Test
        void namelessColumnsAreGivenByTheirPlaces() {
            assertThatThrownBy(() -> rowOf(varchar("id"), varchar("")))
                    .isInstanceOf(UnusableColumnsException.class)
                    .hasMessage("Column 2 of the result must have a name: add AS and a name in the SQL");
        }

        @Test
        void allProblemsOfNamesAreToldAtOnce() {
            assertThatThrownBy(() ->
                            rowOf(varchar("a"), varchar(""), varchar("b"), varchar("b"), varchar("a"), varchar("")))
                    .hasMessageContainingAll("Columns 1, 5", "\"a\"", "Columns 3, 4", "\"b\"", "Columns 2, 6");
        }

        @Test
        void noColumnsAtAllMeansThatTheSqlIsNoSelect() {
            assertThatThrownBy(RowTypesTest::rowOf)
                    .isInstanceOf(UnusableColumnsException.class)
                    .hasMessage(
                            "The result has no columns; expected at least one, as every SELECT has: is the SQL a SELECT?");
        }

        @Test
        void aDecimalMustHaveAPrecisionAndAScaleThatCanBe() {
            for (int[] parameters : new int[][] {{0, 0}, {39, 0}, {10, -1}, {10, 11}}) {
                assertThatThrownBy(() -> rowOf(new AthenaColumn("price", "decimal", parameters[0], parameters[1])))
                        .isInstanceOf(UnusableColumnsException.class)
                        .hasMessage(
                                "Column \"price\" is reported as decimal(" + parameters[0] + "," + parameters[1]
                                        + "); expected a precision of 1 to 38 and a scale of 0 to the precision: CAST it in the SQL");
            }
        }
    }

    private static AthenaColumn varchar(String name) {
        return new AthenaColumn(name, "varchar", Integer.MAX_VALUE, 0);
    }

    private static RowType rowOf(AthenaColumn... columns) {
        List<AthenaColumn> list = Arrays.asList(columns);
        return RowTypes.of(list, new TypeSettings("shop.orders", DecimalMode.DECIMAL, TimestampMode.MILLIS));
    }
}
