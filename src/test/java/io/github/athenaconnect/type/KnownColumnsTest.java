package io.github.athenaconnect.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How columns are written into an offset, and what counts as a change of them. */
class KnownColumnsTest {
    private static AthenaColumn column(String name, String type, int precision, int scale) {
        return new AthenaColumn(name, type, precision, scale);
    }

    private static List<String> changes(String known, String found) {
        return KnownColumns.parse(known).changesTo(KnownColumns.parse(found)).differences();
    }

    @Nested
    class AsText {
        @Test
        void reportedColumnsAreWrittenAsTheSqlWritesThem() {
            KnownColumns columns = KnownColumns.reported(List.of(
                    column("order_id", "bigint", 19, 0),
                    column("Total", "decimal", 10, 2),
                    column("tags", "array", 0, 0),
                    column("note", "varchar", 2147483647, 0),
                    column("ratio", "float", 17, 0),
                    column("at", "timestamp(3) with time zone", 3, 0)));

            assertThat(columns)
                    .hasToString("order_id bigint, \"Total\" decimal(10,2), tags array, note varchar, ratio real,"
                            + " at timestamp with time zone");
            assertThat(KnownColumns.parse(columns.toString())).isEqualTo(columns);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Some-New/Type", "ratio%", "", "array<int>", "Interval  Day To Second", "型"})
        void aTypeOfAnyNameComesBack(String type) {
            KnownColumns columns = KnownColumns.reported(List.of(column("a", type, 3, 1), column("b", "bigint", 0, 0)));

            assertThat(KnownColumns.parse(columns.toString())).isEqualTo(columns);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a bigint",
                    "tags array(varchar)",
                    "m map(varchar, array(row(a integer, \"B c\" decimal(38,0))))",
                    "\"quote \"\" comma, dot.\" interval day to second",
                    "\"\" varchar, a varchar, a varchar",
                    "\"line\nbreak\" a_type_to_come",
                })
        void comesBackAsItWasWritten(String text) {
            assertThat(KnownColumns.parse(text)).hasToString(text);
        }

        @Test
        void writtenByHandItMayHaveLengthsOtherCasingAndWhiteSpace() {
            assertThat(
                            KnownColumns.parse(
                                    "  Id BIGINT,at TIMESTAMP (3)  with time  zone ,\"x\" VarChar(2147483647), d decimal(5) , r ROW(a int)"))
                    .hasToString(
                            "\"Id\" bigint, at timestamp with time zone, x varchar, d decimal(5,0), r row(a integer)");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "''                 | must have the name of a column, in double quotes unless it is plain, at index 0, found its end",
                    "a                  | must have a type such as bigint or array(varchar) at index 1, found its end",
                    "a bigint,          | must have the name of a column",
                    "a bigint; b bigint | must have a comma or nothing more at index 8, found \"; b bigint\"",
                    "7a bigint          | must have the name of a column",
                    "\"a bigint         | must have a closing \" after what begins at index 0",
                    "a array(           | must have a type",
                    "a array(varchar    | must have a )",
                    "a map(varchar)     | must have a ,",
                    "a row(bigint)      | must have a type",
                    "a decimal          | must have the precision and scale of a decimal",
                    "a decimal(x)       | must have a number",
                    "a char(2147483648) | must have a number up to 2147483647 at index 7, found \"2147483648)\"",
                })
        void whatIsNotUnderstoodIsToldWithItsPlace(String text, String words) {
            assertThatThrownBy(() -> KnownColumns.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(words);
        }

        @Test
        void nestingWithoutAnEndIsRefusedAndNotFollowed() {
            String deep = "a " + "array(".repeat(100_000) + "bigint" + ")".repeat(100_000);

            assertThatThrownBy(() -> KnownColumns.parse(deep)).hasMessageContaining("nested less deeply");
        }
    }

    @Nested
    class Changes {
        @Test
        void areToldColumnByColumn() {
            assertThat(changes("a bigint, b varchar, c integer", "c bigint, a bigint, d array(varchar)"))
                    .containsExactly(
                            "column \"d\" array(varchar) was added",
                            "column \"b\" varchar was removed",
                            "column \"c\" integer became bigint");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "a bigint, b varchar    | b varchar, a bigint",
                    "a varchar              | a char",
                    "a array                | a array(varchar)",
                    "a map(varchar, bigint) | a map",
                    "a row                  | a row(b bigint)",
                    "a row(\"B\" bigint)    | a row(b bigint)",
                    "a array(row(b char))   | a array(row(b varchar))",
                    "\"Castle\" bigint      | castle bigint",
                    "a bigint, \"A\" date   | \"A\" date, a bigint",
                })
        void areNotWhatOnlyReadersTellDifferently(String one, String other) {
            assertThat(changes(one, other)).isEmpty();
            assertThat(changes(other, one)).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "a decimal(10,2)        | a decimal(12,2)",
                    "a decimal(10,2)        | a decimal(10,3)",
                    "a integer              | a bigint",
                    "a array                | a map",
                    "a array(varchar)       | a array(bigint)",
                    "a map(bigint, date)    | a map(varchar, date)",
                    "a map(varchar, date)   | a map(varchar, timestamp)",
                    "a row(b bigint)        | a row(b bigint, c bigint)",
                    "a row(b bigint)        | a row(c bigint)",
                    "a row(b bigint)        | a row(b integer)",
                    "a timestamp            | a timestamp with time zone",
                    "a varchar              | a array",
                })
        void areOtherTypesDownToTheirParts(String one, String other) {
            assertThat(changes(one, other)).hasSize(1);
            assertThat(changes(other, one)).hasSize(1);
        }

        @Test
        void aCasingThatCouldBeOfTwoColumnsIsAnotherName() {
            assertThat(changes("a bigint", "\"A\" bigint, \"a\" bigint"))
                    .containsExactly("column \"A\" bigint was added");
            assertThat(changes("ab bigint", "\"AB\" bigint, \"Ab\" bigint")).hasSize(3);
        }

        @Test
        void columnsOfOneNameGoTogetherInTheirOrder() {
            assertThat(changes("a bigint, a varchar", "a bigint, a varchar, a date"))
                    .containsExactly("column \"a\" date was added");
        }

        @Test
        void ofManyColumnsOnlyTheFirstAreTold() {
            String many = String.join(
                    ", ",
                    IntStream.range(0, 1000)
                            .mapToObj(index -> "c" + index + " bigint")
                            .toList());

            assertThat(KnownColumns.parse("c0 bigint").changesTo(KnownColumns.parse(many)))
                    .asString()
                    .startsWith("column \"c1\" bigint was added, ")
                    .endsWith(" and 979 more");
        }
    }

    @Nested
    class Refinement {
        @Test
        void takesPartsFromWhoeverTellsThem() {
            assertThat(KnownColumns.parse("tags array, \"Id\" bigint, r row(a array), x date")
                            .refinedBy(KnownColumns.parse(
                                    "id bigint, tags array(varchar), r row(a array(bigint)), x time")))
                    .hasToString("tags array(varchar), \"Id\" bigint, r row(a array(bigint)), x date");
        }

        @Test
        void keepsPartsThatAReportDoesNotTell() {
            assertThat(KnownColumns.parse("tags array(varchar)").refinedBy(KnownColumns.parse("tags array")))
                    .hasToString("tags array(varchar)");
        }
    }
}
