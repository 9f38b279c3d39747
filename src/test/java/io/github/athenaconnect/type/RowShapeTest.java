package io.github.athenaconnect.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.type.ValueType.Part;
import io.github.athenaconnect.type.ValueType.Scalar;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rows look like that keep their columns while those of the result are others. */
class RowShapeTest {
    private static final TypeSettings TYPES = new TypeSettings(
            "db.q", DecimalMode.DECIMAL, TimestampMode.MILLIS, FieldNames.AS_IS, AthenaTypeParameter.OMITTED);

    private static RowShape keeping(String columns) {
        return new RowShape(TYPES, Optional.of(KnownColumns.parse(columns)));
    }

    private static List<AthenaColumn> reported(String columns) {
        return KnownColumns.parse(columns).columns().stream()
                .map(ValueRowType::source)
                .toList();
    }

    private static List<Part> parts(String columns) {
        return KnownColumns.parse(columns).columns();
    }

    private static List<String> fields(RowType type) {
        return type.schema().fields().stream().map(Field::name).toList();
    }

    /** Where each column of the result goes. */
    private static List<String> ways(RowType type) {
        return type.columns().stream()
                .map(column -> column.index() + " " + column.source().name() + " to "
                        + column.field().name())
                .toList();
    }

    @Test
    void rowsHaveTheColumnsOfTheirResultUnlessTheyKeepOthers() {
        RowType type = RowShape.asFound(TYPES).of(reported("b bigint, a varchar"));

        assertThat(fields(type)).containsExactly("b", "a");
        assertThat(ways(type)).containsExactly("0 b to b", "1 a to a");
    }

    @Test
    void unchangedColumnsMakeTheVeryRowTypeOfTheResult() {
        List<AthenaColumn> found = List.of(
                new AthenaColumn("a", "varchar", 10, 0),
                new AthenaColumn("b", "array", 0, 0),
                new AthenaColumn("c", "timestamp", 3, 0));
        TypeSettings withTypes = new TypeSettings(
                "db.q", DecimalMode.DECIMAL, TimestampMode.MILLIS, FieldNames.AS_IS, AthenaTypeParameter.ADDED);

        RowType kept = new RowShape(withTypes, Optional.of(KnownColumns.parse("a char, b array(varchar), c timestamp")))
                .of(found);

        assertThat(kept.schema()).isEqualTo(RowTypes.of(found, withTypes).schema());
        assertThat(kept.sources()).isEqualTo(found);
    }

    @Test
    void whatWasAddedGoesNowhereAndNothingGoesToWhatWasRemoved() {
        RowType type = keeping("a bigint, gone varchar, b bigint").of(reported("new varchar, b bigint, a bigint"));

        assertThat(fields(type)).containsExactly("a", "gone", "b");
        assertThat(ways(type)).containsExactlyInAnyOrder("1 b to b", "2 a to a");
        assertThat(type.sources()).extracting(AthenaColumn::name).containsExactly("new", "b", "a");
        assertThat(type.schema().field("gone").schema()).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
    }

    @Test
    void aColumnThatIsLeftOutNeedsNoName() {
        assertThat(ways(keeping("a bigint").of(reported("\"\" varchar, \"\" varchar, a bigint"))))
                .containsExactly("2 a to a");
    }

    @Test
    void columnsStayInTheOrderOfTheResult() {
        assertThat(keeping("a bigint, b bigint")
                        .of(reported("b bigint, a bigint"))
                        .columns())
                .extracting(Column::index)
                .containsExactly(0, 1);
    }

    @Test
    void fieldsKeepTheCasingOfTheirNames() {
        assertThat(ways(keeping("\"Castle\" bigint").of(reported("castle bigint"))))
                .containsExactly("0 Castle to Castle");
    }

    @Test
    void aChangedColumnKeepsItsSchema() {
        RowType type = keeping("n integer, d decimal(10,2)").of(reported("n bigint, d double"));

        assertThat(type.schema())
                .isEqualTo(RowTypes.of(reported("n integer, d decimal(10,2)"), TYPES)
                        .schema());
    }

    @Nested
    class ValuesOfAnotherType {
        private Object decoded(String kept, String found, String text) {
            RowType type = keeping("c " + kept).of(reported("c " + found));
            return type.columns().get(0).decoder().decode(TextValue.of(text));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "integer       | bigint        | -7       | -7",
                    "integer       | varchar       | 12       | 12",
                    "bigint        | decimal(20,0) | 12       | 12",
                    "decimal(10,2) | decimal(12,4) | 1.2500   | 1.25",
                    "decimal(10,2) | double        | 0.5      | 0.50",
                    "real          | double        | 0.1      | 0.1",
                    "real          | double        | NaN      | NaN",
                    "double        | bigint        | 9007199254740992 | 9.007199254740992E15",
                    "double        | decimal(3,2)  | 1.10     | 1.1",
                    "varchar       | array         | [1, 2]   | [1, 2]",
                    "varchar       | varbinary     | 00 ff    | 00 ff",
                    "boolean       | varchar       | true     | true",
                    "array(bigint) | varchar       | [1]      | [1]",
                })
        void areConvertedWhereTheyFit(String kept, String found, String text, String value) {
            assertThat(decoded(kept, found, text)).hasToString(value);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "integer       | bigint         | 2147483648",
                    "integer       | double         | 1.0",
                    "tinyint       | smallint       | 128",
                    "bigint        | varchar        | seven",
                    "decimal(10,2) | decimal(12,4)  | 1.2345",
                    "decimal(3,2)  | decimal(10,2)  | 100.00",
                    "real          | double         | 0.123456789012",
                    "double        | bigint         | 9007199254740993",
                    "double        | decimal(38,20) | 0.10000000000000000001",
                    "date          | timestamp      | 2026-01-31 00:00:00.000",
                    "timestamp     | date           | 2026-01-31",
                    "timestamp     | timestamp with time zone | 2026-01-31 00:00:00.000 UTC",
                    "varbinary     | integer        | 12",
                    "varbinary     | varchar        | cafe",
                    "boolean       | integer        | 1",
                })
        void areRefusedWhereTheyDoNot(String kept, String found, String text) {
            assertThatThrownBy(() -> decoded(kept, found, text))
                    .isInstanceOf(UndecodableTextException.class)
                    .hasMessageContainingAll(
                            text,
                            "it is a " + found,
                            "records keep the type " + kept,
                            "schema.change=freeze",
                            "CAST it",
                            "evolve");
        }
    }

    @Nested
    class TypedValues {
        private Object decoded(String kept, String found, Object value) {
            ValueRowType type = keeping("c " + kept).ofValues(parts("c " + found));
            return type.decoders().get(0).decode(value);
        }

        @Test
        void goThroughTheirText() {
            assertThat(decoded("integer", "bigint", 7L)).isEqualTo(7);
            assertThat(decoded("varchar", "bigint", 7L)).isEqualTo("7");
            assertThat(decoded("decimal(10,2)", "decimal(12,4)", new BigDecimal("1.2500")))
                    .isEqualTo(new BigDecimal("1.25"));
            assertThat(decoded("varchar", "array(bigint)", List.of(1L, 2L))).isEqualTo("[1, 2]");
        }

        @Test
        void areRefusedWhereTheyDoNotFit() {
            assertThatThrownBy(() -> decoded("integer", "bigint", 1L << 40))
                    .isInstanceOf(UndecodableTextException.class)
                    .hasMessageContainingAll("1099511627776", "it is a bigint", "records keep the type integer");
        }

        @Test
        void ofUnchangedColumnsAreDecodedAsEver() {
            ValueRowType type =
                    keeping("a bigint, gone date, tags array").ofValues(parts("tags array(bigint), a bigint"));

            assertThat(fields(type.rowType())).containsExactly("a", "gone", "tags");
            assertThat(ways(type.rowType())).containsExactlyInAnyOrder("0 tags to tags", "1 a to a");
            assertThat(type.rowType().schema().field("tags").schema().type()).isEqualTo(Schema.Type.ARRAY);
            assertThat(type.decoders().get(0).decode(List.of(1L))).isEqualTo(List.of(1L));
        }

        @Test
        void ofColumnsThatAreLeftOutStillHaveATextForTheWatermark() {
            ValueRowType type = keeping("a bigint").ofValues(parts("new date, a bigint"));

            assertThat(type.decoders().get(0).text(0L)).isEqualTo("1970-01-01");
            assertThat(ways(type.rowType())).containsExactly("1 a to a");
        }

        @Test
        void keepTheirPartsWhereverTheyAre() {
            String kept = "array(row(id integer, gone date, notes map(varchar, row(n integer))))";
            String found = "array(row(new boolean, notes map(varchar, row(m double, n bigint)), id bigint))";
            Object value = List.of((Object) new Object[] {
                true, List.of(Map.entry("a", new Object[] {0.5, 7L}), Map.entry("b", new Object[] {0.5, null})), 8L
            });

            assertThat(decoded(kept, found, value)).hasToString("[Struct{id=8,notes={a=Struct{n=7}, b=Struct{}}}]");
            assertThat(keeping("c " + kept)
                            .ofValues(parts("c " + found))
                            .rowType()
                            .schema())
                    .isEqualTo(
                            ValueRowType.of(parts("c " + kept), TYPES).rowType().schema());
        }

        @Test
        void withOtherPartsHaveTheTextOfTheResult() {
            ValueRowType type = keeping("c row(a integer)").ofValues(parts("c row(b date, a bigint)"));

            assertThat(type.decoders().get(0).text(new Object[] {0L, 7L})).isEqualTo("{b=1970-01-01, a=7}");
        }

        @Test
        void insideOfOthersAreRefusedWhereTheyDoNotFitToo() {
            Object value = List.of((Object) new Object[] {1L << 40});

            assertThatThrownBy(() -> decoded("array(row(a integer, b date))", "array(row(a bigint))", value))
                    .isInstanceOf(UndecodableTextException.class)
                    .hasMessageContainingAll("field \"a\"", "1099511627776", "it is a bigint", "keep the type integer");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "array(varchar)           | varchar                  | c",
                    "array(varchar)           | map(varchar, bigint)     | c",
                    "row(a row(b date))       | row(a date)              | c.a",
                    "map(varchar, array(date)) | map(varchar, date)      | c.value",
                })
        void areNotConvertedToATypeWithPartsOfAnotherKind(String kept, String found, String path) {
            assertThatThrownBy(() -> keeping("c " + kept).ofValues(parts("c " + found)))
                    .isInstanceOf(UnusableColumnsException.class)
                    .hasMessageContainingAll("Column \"" + path + "\" was ", "CAST", "evolve");
        }

        @Test
        void ofAResultThatTellsNoColumnsAreNone() {
            assertThat(keeping("a bigint").ofValues(List.of()).rowType().sources())
                    .isEmpty();
        }

        @Test
        void ofANestedColumnWhosePartsWereNeverKnownTakeThoseOfTheResult() {
            ValueRowType type = keeping("tags array, m map")
                    .ofValues(List.of(
                            new Part("tags", new ValueType.ArrayOf(Scalar.of("bigint"))),
                            new Part("m", new ValueType.MapOf(Scalar.of("varchar"), Scalar.of("date")))));

            assertThat(type.rowType().schema().field("tags").schema().type()).isEqualTo(Schema.Type.ARRAY);
            assertThat(type.rowType().schema().field("m").schema().type()).isEqualTo(Schema.Type.MAP);
        }
    }
}
