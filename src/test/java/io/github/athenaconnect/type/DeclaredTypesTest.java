package io.github.athenaconnect.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The notation of {@code nested.types}, and how declarations find their columns. */
class DeclaredTypesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            tags array(varchar)                          | tags: array(varchar)
            tags array<string>                           | tags: array(varchar)
            tags:array<string>                           | tags: array(varchar)
            a array(integer); b array(double)            | a: array(integer), b: array(double)
            a array<int>, b map<string,int>;             | a: array(integer), b: map(varchar, integer)
            Tags ARRAY(VARCHAR(20))                      | Tags: array(varchar)
            "Order Tags" array(char(3))                  | Order Tags: array(char)
            a array(varchar(2147483647))                 | a: array(varchar)
            "a ""b""\" array(date)                       | a "b": array(date)
            `a b` array<date>                            | a b: array(date)
            a row(street varchar, zip integer)           | a: row(street varchar, zip integer)
            a struct<street:string,zip:int>              | a: row(street varchar, zip integer)
            a row("Zip code" int, date date, row row(a int)) | a: row("Zip code" integer, date date, row row(a integer))
            a row(integer, varchar)                      | a: row(field0 integer, field1 varchar)
            a row(decimal(10,2), array(integer))         | a: row(field0 decimal(10,2), field1 array(integer))
            a row(timestamp with time zone, double precision, x time) | a: row(field0 timestamp with time zone, field1 double, x time)
            a row(timestamp timestamp(6), time time(3))  | a: row(timestamp timestamp, time time)
            a array(timestamp(3) with time zone)         | a: array(timestamp with time zone)
            a array(timestamp without time zone)         | a: array(timestamp)
            a array(interval year to month)              | a: array(interval year to month)
            a row(interval interval day to second)       | a: row(interval interval day to second)
            a array<struct<m:map<string,array<float>>>>  | a: array(row(m map(varchar, array(real))))
            a array(decimal(38))                         | a: array(decimal(38,0))
            a array(binary)                              | a: array(varbinary)
            a map(varchar, json)                         | a: map(varchar, json)
            žluť array(integer)                          | žluť: array(integer)
            """)
    void isThatOfSqlAndThatOfTheCatalog(String declaration, String expected) {
        assertThat(shown(DeclaredTypes.parse(declaration))).isEqualTo(expected);
    }

    @Test
    void whiteSpaceAndLineBreaksMeanNothing() {
        assertThat(shown(DeclaredTypes.parse("  a\n  array ( integer )\n;\n b map<string,\tint>\n;")))
                .isEqualTo("a: array(integer), b: map(varchar, integer)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            tags aray(varchar)              | at character 6 expected a type, found "aray"
            tags                            | at character 5 expected a type, found the end
            tags array                      | at character 11 expected "(", found the end
            tags array(varchar              | at character 19 expected ")", found the end
            tags array<varchar)             | at character 19 expected ">", found ")"
            tags array()                    | at character 12 expected a type, found ")"
            tags array(text)                | at character 12 expected a type, found "text"
            tags array("varchar")           | at character 12 expected a type, found "varchar"
            tags varchar                    | at character 6 expected array, map or row, found "varchar"
            tags array(varchar) x           | at character 21 expected ";" and another column, or the end, found "x"
            tags array(varchar); ; x        | at character 22 expected the name of a column, found ";"
            (a) array(varchar)              | at character 1 expected the name of a column, found "("
            "" array(varchar)               | at character 1 expected the name of a column, found ""
            a array(int), a map(int, int)   | at character 15 expected a column that has no type yet, found "a"
            a map(int)                      | at character 10 expected ",", found ")"
            a map(int, int, int)            | at character 15 expected ")", found ","
            a row()                         | at character 7 expected the name of a field, found ")"
            a row(b)                        | at character 7 expected a type, found "b"
            a row(b int c int)              | at character 13 expected ")", found "c"
            a array(decimal)                | at character 16 expected "(", found ")"
            a array(decimal(39,2))          | at character 17 expected a number from 1 to 38, found "39"
            a array(decimal(10,11))         | at character 20 expected a number from 0 to 10, found "11"
            a array(varchar(2147483648))    | at character 17 expected a number from 0 to 2147483647, found "2147483648"
            a array(integer(5))             | at character 16 expected ")", found "("
            a array(interval hour to day)   | at character 18 expected "day", found "hour"
            a array(timestamp with zone)    | at character 24 expected "time", found "zone"
            a.b array(int)                  | at character 2 expected a type, or double quotes around the whole name, found "."
            order-tags array(int)           | at character 6 expected a type, or double quotes around the whole name, found "-"
            """)
    void whatDoesNotFitIsPointedAt(String declaration, String message) {
        assertThatThrownBy(() -> DeclaredTypes.parse(declaration))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must declare types as in \"tags array(varchar); address row(street varchar, zip"
                        + " integer)\"; " + message);
    }

    @Test
    void aQuoteThatIsNotClosedIsPointedAt() {
        assertThatThrownBy(() -> DeclaredTypes.parse("a row(\"b int)"))
                .hasMessage("must have a closing \" for the one at character 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"array(", "map(int, ", "row(a ", "array<", "row("})
    void depthHasAnEndLongBeforeTheStackHas(String opening) {
        assertThatThrownBy(() -> DeclaredTypes.parse("a " + opening.repeat(100_000)))
                .hasMessageContaining("expected no type more than 32 deep in others");
    }

    @ParameterizedTest
    @ValueSource(longs = {20240101L, 7L})
    void damagedDeclarationsAreRefusedAsSuchOrTaken(long seed) {
        RandomText.repeatedly(seed, random -> {
            String damaged = random.damaged(
                    "tags array(varchar); \"a b\" row(c map<int,double>, timestamp with time zone, d decimal(10,2))");
            try {
                assertThat(DeclaredTypes.parse(damaged).byColumn()).isNotEmpty();
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageStartingWith("must ");
            }
        });
    }

    @Nested
    class FindTheirColumns {
        @Test
        void inAnyCasingIfOnlyOneHasTheName() {
            RowType row = rowOf("TAGS array(integer)", column("id", "integer"), column("tags", "array"));
            assertThat(row.schema().field("tags").schema().type().name()).isEqualTo("ARRAY");
        }

        @Test
        void orTellWhichThereAre() {
            assertThatThrownBy(() -> rowOf("tag array(integer)", column("id", "integer"), column("tags", "array")))
                    .isInstanceOf(UnusableColumnsException.class)
                    .hasMessage("nested.types declares the column \"tag\", but the columns of the result are id, tags:"
                            + " correct nested.types, or add the column to the statement")
                    .extracting("key")
                    .isEqualTo("nested.types");
        }

        @Test
        void onlyOnce() {
            assertThatThrownBy(() -> rowOf("tags array(integer); TAGS array(double)", column("tags", "array")))
                    .isInstanceOf(UnusableColumnsException.class)
                    .hasMessage("nested.types declares column \"tags\" of the result more than once, as \"TAGS\" too:"
                            + " declare every column once");
        }

        @Test
        void ofTheDeclaredKind() {
            assertThatThrownBy(() -> rowOf("v array(integer)", column("v", "map")))
                    .hasMessage("nested.types declares column \"v\" as array(integer), but Athena reports it as map:"
                            + " declare it as map(...)");
        }

        @ParameterizedTest
        @ValueSource(strings = {"integer", "timestamp", "varbinary", "unknown"})
        void whichCanHaveParts(String reported) {
            assertThatThrownBy(() -> rowOf("v array(integer)", column("v", reported)))
                    .hasMessage("nested.types declares column \"v\" as array(integer), but Athena reports it as "
                            + reported + ": remove it from nested.types, which is for columns of type array, map or"
                            + " row, and for JSON");
        }

        @ParameterizedTest
        @ValueSource(strings = {"json", "varchar", "string", "varchar(100)"})
        void orAreJson(String reported) {
            RowType row = rowOf("v array(varchar)", column("v", reported));
            assertThat(row.columns().get(0).decoder().decode(TextValue.of("[\"a, b\",null]")))
                    .isEqualTo(Arrays.asList("a, b", null));
        }

        @Test
        void andAreNotLookedForInAResultWithoutColumns() {
            TypeSettings settings = settings("v array(integer)");
            assertThat(RowTypes.withoutColumns(settings).columns()).isEmpty();
            assertThat(ValueRowType.unknown(settings).decoders()).isEmpty();
        }
    }

    private static String shown(DeclaredTypes types) {
        return types.byColumn().entrySet().stream()
                .map(type -> type.getKey() + ": " + TypeText.of(type.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static AthenaColumn column(String name, String type) {
        return new AthenaColumn(name, type, 0, 0);
    }

    private static RowType rowOf(String declaration, AthenaColumn... columns) {
        return RowTypes.of(List.of(columns), settings(declaration));
    }

    private static TypeSettings settings(String declaration) {
        return new TypeSettings(
                "shop.orders",
                DecimalMode.DECIMAL,
                TimestampMode.MILLIS,
                FieldNames.AS_IS,
                AthenaTypeParameter.OMITTED,
                DeclaredTypes.parse(declaration));
    }
}
