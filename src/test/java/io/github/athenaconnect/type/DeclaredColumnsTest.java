package io.github.athenaconnect.type;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.type.ValueType.ArrayOf;
import io.github.athenaconnect.type.ValueType.MapOf;
import io.github.athenaconnect.type.ValueType.Part;
import io.github.athenaconnect.type.ValueType.RowOf;
import io.github.athenaconnect.type.ValueType.Scalar;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Declared types beside the other things that decide how rows look. */
class DeclaredColumnsTest {
    private static final Scalar INTEGER = Scalar.of("integer");
    private static final Scalar VARCHAR = Scalar.of("varchar");

    private static TypeSettings declaring(String types) {
        return declaring(types, FieldNames.AS_IS);
    }

    private static TypeSettings declaring(String types, FieldNames names) {
        return new TypeSettings(
                "shop.orders",
                DecimalMode.DECIMAL,
                TimestampMode.MILLIS,
                names,
                AthenaTypeParameter.OMITTED,
                DeclaredTypes.parse(types));
    }

    private static AthenaColumn column(String name, String type) {
        return new AthenaColumn(name, type, 0, 0);
    }

    @Test
    void areRefusedForANameThatSeveralColumnsHave() {
        List<AthenaColumn> twice = List.of(column("tags", "array"), column("tags", "array"));

        assertThatThrownBy(() -> RowTypes.of(twice, declaring("tags array(integer)", FieldNames.AVRO)))
                .isInstanceOf(UnusableColumnsException.class)
                .hasMessageContainingAll("\"tags\", which several columns", "rename all but one in the SQL");
    }

    /** JSON in place of Athena's text of the same column, as the messages advise, while columns are kept. */
    @Nested
    class OfColumnsThatAreKept {
        private RowShape keeping(String columns) {
            return new RowShape(declaring("tags array(varchar)"), Optional.of(KnownColumns.parse(columns)));
        }

        private Object decoded(RowType row, String text) {
            return row.columns().get(0).decoder().decode(TextValue.of(text));
        }

        @Test
        void areReadFromTheTextThatTheResultHasNow() {
            RowType json = keeping("tags array").of(List.of(column("tags", "json")));
            RowType athenas = keeping("tags json").of(List.of(column("tags", "array")));

            assertThat(decoded(json, "[\"red\",\"green\"]")).isEqualTo(List.of("red", "green"));
            assertThat(decoded(athenas, "[red]")).isEqualTo(List.of("red"));
            assertThat(json.schema()).isEqualTo(athenas.schema());
        }

        @Test
        void areReadFromTheTextInTheFilesOfAnUnloadToo() {
            for (String before : List.of("tags array", "tags json")) {
                ValueRowType row = keeping(before).ofValues(List.of(new Part("tags", VARCHAR)));

                assertThat(row.decoders().get(0).decode("[\"red\",\"green\"]".getBytes(UTF_8)))
                        .as(before)
                        .isEqualTo(List.of("red", "green"));
            }
        }

        @Test
        void areRefusedRowByRowWhereTheResultHasNeither() {
            RowType number = keeping("tags json").of(List.of(column("tags", "bigint")));

            assertThatThrownBy(() -> decoded(number, "5"))
                    .isInstanceOf(UndecodableTextException.class)
                    .hasMessageContaining("schema.change=freeze");
        }
    }

    @Nested
    class InTheFilesOfAnUnload {
        @Test
        void textIsJson() {
            ValueRowType row = ValueRowType.of(List.of(new Part("tags", VARCHAR)), declaring("tags array(varchar)"));
            byte[] json = "[\"a, b\",null]".getBytes(UTF_8);

            assertThat(row.decoders().get(0).decode(json)).isEqualTo(Arrays.asList("a, b", null));
            assertThat(row.decoders().get(0).text(json)).isEqualTo("[\"a, b\",null]");
            assertThat(row.decoders().get(0).decode("null".getBytes(UTF_8))).isNull();
            assertThat(row.rowType().schema())
                    .isEqualTo(RowTypes.of(List.of(column("tags", "json")), declaring("tags array(varchar)"))
                            .schema());
        }

        @Test
        void columnsWithPartsTellTheirOwn() {
            ValueRowType row = ValueRowType.of(
                    List.of(new Part("counts", new ArrayOf(INTEGER))), declaring("COUNTS array(bigint)"));

            assertThat(row.rowType().schema().field("counts").schema().valueSchema())
                    .isEqualTo(Schema.OPTIONAL_INT32_SCHEMA);
            assertThat(row.decoders().get(0).decode(List.of(7L))).isEqualTo(List.of(7));
        }

        @Test
        void columnsOfAnotherKindAreRefusedAsInText() {
            Part counts = new Part("counts", new MapOf(VARCHAR, INTEGER));
            Part number = new Part("counts", INTEGER);

            assertThatThrownBy(() -> ValueRowType.of(List.of(counts), declaring("counts array(bigint)")))
                    .hasMessage(
                            "nested.types declares column \"counts\" as array(bigint), but Athena reports it as map:"
                                    + " declare it as map(...)");
            assertThatThrownBy(() -> ValueRowType.of(List.of(number), declaring("counts array(bigint)")))
                    .hasMessageContaining("but Athena reports it as integer: remove it from nested.types");
            assertThatThrownBy(() -> ValueRowType.of(List.of(counts), declaring("count array(bigint)")))
                    .hasMessageContaining("but the columns of the result are counts");
        }
    }

    @Nested
    class WithNamesForAvro {
        private final TypeSettings settings =
                declaring("\"home-address\" row(\"Zip code\" integer, street varchar)", FieldNames.AVRO);

        private Struct decoded(String reported, String text) {
            RowType row = RowTypes.of(List.of(column("home-address", reported)), settings);
            return (Struct) row.columns().get(0).decoder().decode(TextValue.of(text));
        }

        @Test
        void textsHaveTheNamesOfAthenaAndFieldsThoseForAvro() {
            Struct fromJson = decoded("json", "{\"Zip code\":1,\"street\":\"x\"}");

            assertThat(fromJson.schema().name()).isEqualTo("shop.orders.home_address");
            assertThat(fromJson.schema().fields()).extracting(Field::name).containsExactly("Zip_code", "street");
            assertThat(fromJson.getInt32("Zip_code")).isEqualTo(1);
            assertThat(decoded("row", "{Zip code=1, street=x}")).isEqualTo(fromJson);
        }

        @Test
        void whatIsWrongIsToldWithTheNamesOfAthena() {
            assertThatThrownBy(() -> decoded("json", "{\"Zip code\":\"x\"}"))
                    .hasMessageEndingWith(
                            "found \"x\"; correct nested.types, or select something else (in field \"Zip code\")");
        }
    }

    @Nested
    class NamesOfNestedSchemas {
        @Test
        void thatMeetAreNumberedAsInAnUnload() {
            RowOf inner = new RowOf(List.of(new Part("x", INTEGER)));
            TypeSettings settings = declaring("a row(\"b.c\" row(x integer)); \"a.b\" row(c row(x integer))");
            RowType inText = RowTypes.of(List.of(column("a", "row"), column("a.b", "json")), settings);
            ValueRowType inFiles = ValueRowType.of(
                    List.of(
                            new Part("a", new RowOf(List.of(new Part("b.c", inner)))),
                            new Part("a.b", new RowOf(List.of(new Part("c", inner))))),
                    settings);

            assertThat(inText.schema()).isEqualTo(inFiles.rowType().schema());
            assertThat(inText.schema().field("a.b").schema().field("c").schema().name())
                    .isEqualTo("shop.orders.a.b.c_2");
        }
    }

    @Nested
    class WhileColumnsAreKept {
        private RowType row(String declared, String kept, AthenaColumn... found) {
            return new RowShape(declaring(declared), Optional.of(KnownColumns.parse(kept))).of(List.of(found));
        }

        @Test
        void aDeclaredColumnThatHasGoneKeepsItsField() {
            RowType row = row("tags array(integer)", "id bigint, tags array", column("id", "bigint"));

            assertThat(row.schema().field("tags").schema().valueSchema()).isEqualTo(Schema.OPTIONAL_INT32_SCHEMA);
            assertThat(row.columns()).hasSize(1);
        }

        @Test
        void aDeclaredColumnThatIsNewGoesNowhere() {
            RowType row = row("tags array(integer)", "id bigint", column("id", "bigint"), column("tags", "array"));

            assertThat(row.schema().fields()).extracting(Field::name).containsExactly("id");
        }

        @Test
        void aDeclaredColumnOfJsonIsDecoded() {
            RowType row =
                    row("tags array(integer)", "tags json, id bigint", column("id", "bigint"), column("tags", "json"));

            assertThat(row.columns().get(1).decoder().decode(TextValue.of("[1]")))
                    .isEqualTo(List.of(1));
        }
    }
}
