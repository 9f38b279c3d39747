package io.github.athenaconnect.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.type.ValueType.ArrayOf;
import io.github.athenaconnect.type.ValueType.MapOf;
import io.github.athenaconnect.type.ValueType.Part;
import io.github.athenaconnect.type.ValueType.RowOf;
import io.github.athenaconnect.type.ValueType.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What names fields and schemas get, from columns in text and from typed ones. */
class FieldNamesTest {
    private static final String AVRO_NAME = "[A-Za-z_][A-Za-z0-9_]*";
    private static final Scalar INTEGER = Scalar.of("integer");

    @Nested
    class AsTheyAre {
        @Test
        void labelsOfAnyKindAreNames() {
            String[] labels = {"_col0", "order id", "a.b", "Castle", "castle", "žába", "1st", "\"quoted\""};
            assertThat(namesOf(FieldNames.AS_IS, labels)).containsExactly(labels);
        }

        @Test
        void aRowWithTwoFieldsOfOneNameIsRefused() {
            Part twice = new Part("address", new RowOf(List.of(new Part("zip", INTEGER), new Part("zip", INTEGER))));
            assertThatThrownBy(() -> ValueRowType.of(List.of(twice), settings(FieldNames.AS_IS)))
                    .isInstanceOf(UnusableColumnsException.class)
                    .hasMessage("Column \"address\" is a row with two fields named \"zip\", and a record cannot have a"
                            + " field twice: CAST it to a row of other names in the SQL");
        }
    }

    @Nested
    class AdjustedToAvro {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                _col0,plain,_private,Castle,castle | _col0,plain,_private,Castle,castle
                order id,a.b,x-y,a+b               | order_id,a_b,x_y,a_b_2
                1st,2024                           | _1st,_2024
                žaba,日本,🦉                        | _aba,__,_
                order id,order_id                  | order_id_2,order_id
                order id,order_id_2,order_id       | order_id_3,order_id_2,order_id
                id,id,id                           | id,id_2,id_3
                id,id_2,id                         | id,id_2,id_3
                """)
        void namesAreLegalAndTheLegalOnesStay(String labels, String expected) {
            assertThat(namesOf(FieldNames.AVRO, labels.split(","))).containsExactly(expected.split(","));
        }

        @Test
        void aColumnWithoutANameIsCalledByItsPlaceAsAthenaWouldCallIt() {
            assertThat(namesOf(FieldNames.AVRO, "id", "", "")).containsExactly("id", "_col1", "_col2");
        }

        @Test
        void theColumnKeepsItsLabelForWhoeverLooksForIt() {
            RowType row = RowTypes.of(columns("order id", "id", "id"), settings(FieldNames.AVRO));
            assertThat(row.columns())
                    .extracting(column -> column.source().name())
                    .containsExactly("order id", "id", "id");
            assertThat(row.columns())
                    .extracting(Column::field)
                    .isEqualTo(row.schema().fields());
        }

        @Test
        void aResultWithoutColumnsIsNoSelectThereToo() {
            assertThatThrownBy(() -> namesOf(FieldNames.AVRO)).hasMessageContaining("is the SQL a SELECT?");
        }

        @ParameterizedTest
        @CsvSource({
            "my-shop.daily orders, my_shop.daily_orders",
            "shop.2024.orders, shop._2024.orders",
            "a..b, a._.b",
            "com.acme.Refund, com.acme.Refund"
        })
        void theSchemaIsNamedInPartsThatAreLegal(String name, String expected) {
            TypeSettings settings = new TypeSettings(
                    name, DecimalMode.DECIMAL, TimestampMode.MILLIS, FieldNames.AVRO, AthenaTypeParameter.OMITTED);
            assertThat(RowTypes.of(columns("id"), settings).schema().name()).isEqualTo(expected);
            assertThat(RowTypes.withoutColumns(settings).schema().name()).isEqualTo(expected);
        }

        @Test
        void nestedRowsHaveNamesThatAreLegalAndValuesOfTheirOwn() {
            RowOf inner = new RowOf(List.of(new Part("zip code", INTEGER), new Part("zip_code", INTEGER)));
            ValueRowType type =
                    ValueRowType.of(List.of(new Part("home-address", new ArrayOf(inner))), settings(FieldNames.AVRO));
            Schema address =
                    type.rowType().schema().field("home_address").schema().valueSchema();

            Object value = type.decoders().get(0).decode(List.of((Object) new Object[] {7L, 8L}));

            assertThat(address.name()).isEqualTo("shop.orders.home_address");
            assertThat(address.fields()).extracting(Field::name).containsExactly("zip_code_2", "zip_code");
            assertThat(value)
                    .isEqualTo(List.of(new Struct(address).put("zip_code_2", 7).put("zip_code", 8)));
            assertThat(type.decoders().get(0).text(List.of((Object) new Object[] {7L, 8L})))
                    .isEqualTo("[{zip code=7, zip_code=8}]");
        }

        @ParameterizedTest
        @MethodSource("io.github.athenaconnect.type.RandomText#seeds")
        void whateverTheLabelsNamesAreLegalAndNoneIsThereTwice(long seed) {
            RandomText.repeatedly(seed, random -> {
                List<String> labels = new ArrayList<>();
                for (int count = 1 + random.below(8); count > 0; count--) {
                    labels.add(random.oneOf(List.of("", "a", "a b", "a_b", "a_b_2", "1", "_1", "é", "_", "a_2", "a")));
                }
                List<String> names = namesOf(FieldNames.AVRO, labels.toArray(String[]::new));
                assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches(AVRO_NAME));
                Set<String> legal = new TreeSet<>(labels);
                legal.removeIf(label -> !label.matches(AVRO_NAME));
                legal.forEach(
                        label -> assertThat(names.get(labels.indexOf(label))).isEqualTo(label));
            });
        }
    }

    @Nested
    class OfAthenaTypes {
        private final TypeSettings withTypes = new TypeSettings(
                "shop.orders", DecimalMode.STRING, TimestampMode.MILLIS, FieldNames.AS_IS, AthenaTypeParameter.ADDED);

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                decimal                     | decimal(10,2)
                varchar(20)                 | varchar
                float                       | real
                int                         | integer
                timestamp(3) with time zone | timestamp with time zone
                row                         | row
                tdigest                     | tdigest
                """)
        void areInTheSchemaAsAParameter(String reported, String written) {
            RowType row = RowTypes.of(List.of(new AthenaColumn("v", reported, 10, 2)), withTypes);
            assertThat(row.schema().field("v").schema().parameters()).containsEntry("athena.type", written);
        }

        @Test
        void tellTheirPartsWhereTheyAreKnownAndSoDoTheFieldsOfRows() {
            Scalar price = new Scalar("decimal", 10, 2);
            ValueType type = new ArrayOf(new RowOf(
                    List.of(new Part("a", INTEGER), new Part("B c", new MapOf(Scalar.of("varchar"), price)))));
            Schema field = ValueRowType.of(List.of(new Part("v", type)), withTypes)
                    .rowType()
                    .schema()
                    .field("v")
                    .schema();

            assertThat(field.parameters())
                    .containsEntry("athena.type", "array(row(a integer, \"B c\" map(varchar, decimal(10,2))))");
            assertThat(field.valueSchema().parameters()).isNull();
            assertThat(field.valueSchema().field("a").schema().parameters()).containsEntry("athena.type", "integer");
        }

        @Test
        void areLeftOutUnlessAskedFor() {
            RowType row = RowTypes.of(columns("v"), settings(FieldNames.AS_IS));
            assertThat(row.schema().field("v").schema().parameters()).isNull();
        }

        @Test
        void leaveThePrecisionOfADecimalWhereConvertersLookForIt() {
            TypeSettings exact = new TypeSettings(
                    "shop.orders",
                    DecimalMode.DECIMAL,
                    TimestampMode.MILLIS,
                    FieldNames.AS_IS,
                    AthenaTypeParameter.ADDED);
            Scalar price = new Scalar("decimal", 10, 2);
            Schema inText = RowTypes.of(List.of(new AthenaColumn("v", "decimal", 10, 2)), exact)
                    .schema();
            Schema typed = ValueRowType.of(List.of(new Part("v", price)), exact)
                    .rowType()
                    .schema();

            assertThat(typed).isEqualTo(inText);
            assertThat(typed.field("v").schema().parameters())
                    .containsEntry("connect.decimal.precision", "10")
                    .containsEntry("athena.type", "decimal(10,2)");
            assertThat(ValueRowType.of(List.of(new Part("v", new ArrayOf(price))), exact)
                            .rowType()
                            .schema()
                            .field("v")
                            .schema()
                            .valueSchema()
                            .parameters())
                    .containsEntry("connect.decimal.precision", "10");
        }
    }

    private static List<String> namesOf(FieldNames fieldNames, String... labels) {
        return RowTypes.of(columns(labels), settings(fieldNames)).schema().fields().stream()
                .map(Field::name)
                .toList();
    }

    private static List<AthenaColumn> columns(String... labels) {
        return Arrays.stream(labels)
                .map(label -> new AthenaColumn(label, "varchar", 0, 0))
                .toList();
    }

    private static TypeSettings settings(FieldNames fieldNames) {
        return new TypeSettings(
                "shop.orders", DecimalMode.DECIMAL, TimestampMode.MILLIS, fieldNames, AthenaTypeParameter.OMITTED);
    }
}
