package io.github.athenaconnect.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.type.ValueType.MapOf;
import io.github.athenaconnect.type.ValueType.Part;
import io.github.athenaconnect.type.ValueType.Scalar;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every schema and value made here passes through the converters most workers use, and comes back. */
class ConvertersTest {
    /** JSON has numbers for neither NaN nor the infinities, nor a zero with a sign: the converter reads zeros. */
    private static final Set<String> UNKNOWN_TO_JSON = Set.of("NaN", "Infinity", "-Infinity", "-0.0");

    @ParameterizedTest
    @MethodSource("good")
    void aRowComesBackAsItWent(Specification line) {
        RowType type = RowTypes.of(List.of(line.column()), line.settings());
        Struct row = new Struct(type.schema()).put("value", line.decoded(line.text()));

        Converters.assertAvroTakes(type.schema(), row);
        if (!UNKNOWN_TO_JSON.contains(line.outcome().value())) {
            Converters.assertJsonTakes(type.schema(), row);
        }
    }

    /** As a key of one column. */
    @ParameterizedTest
    @MethodSource("good")
    void aValueComesBackAsItWent(Specification line) {
        Schema schema = RowTypes.of(List.of(line.column()), line.settings())
                .schema()
                .field("value")
                .schema();
        Object value = line.decoded(line.text());

        Converters.assertAvroTakes(schema, value);
        if (!UNKNOWN_TO_JSON.contains(line.outcome().value())) {
            Converters.assertJsonTakes(schema, value);
        }
    }

    @ParameterizedTest
    @MethodSource("good")
    void nullComesBackAsNull(Specification line) {
        Schema schema = RowTypes.of(List.of(line.column()), line.settings()).schema();

        Converters.assertTake(schema, new Struct(schema));
    }

    static Stream<Specification> good() {
        return Specification.all().filter(line -> line.outcome().isGood());
    }

    @ParameterizedTest
    @EnumSource
    void aDecimalTellsAvroItsPrecision(DecimalMode mode) {
        Schema schema = RowTypes.of(
                        List.of(new AthenaColumn("value", "decimal", 38, 7)),
                        new TypeSettings("row", mode, TimestampMode.MILLIS))
                .schema()
                .field("value")
                .schema();

        boolean exact = mode == DecimalMode.DECIMAL || mode == DecimalMode.BEST_FIT;
        assertThat(Converters.avroSchema(schema).getTypes())
                .filteredOn(type -> type.getLogicalType() instanceof LogicalTypes.Decimal decimal
                        && decimal.getPrecision() == 38
                        && decimal.getScale() == 7)
                .hasSize(exact ? 1 : 0);
    }

    /** Columns whose types are known down to their parts. */
    @Nested
    class OfParts {
        private static final List<String> LEGAL = List.of("a", "b", "c", "A", "_col0", "key", "value", "a_2");
        private static final List<String> ANY = List.of("a", "a b", "a_b", "1", "x-y", "é", "", "a.b", "key", "value");

        @ParameterizedTest
        @MethodSource("io.github.athenaconnect.type.RandomText#seeds")
        void comeBackAsTheyWent(long seed) {
            RandomText.repeatedly(seed, random -> check(random, LEGAL, FieldNames.AS_IS));
        }

        @ParameterizedTest
        @MethodSource("io.github.athenaconnect.type.RandomText#seeds")
        void comeBackAsTheyWentWhateverTheirNamesOnceTheseAreAdjusted(long seed) {
            RandomText.repeatedly(seed, random -> check(random, ANY, FieldNames.AVRO));
        }

        /** They did: one record for the entries of both, and values of one map written by the schema of the other. */
        @Test
        void twoMapsWithoutTextAsKeysDoNotMeetInAvro() {
            MapOf countByNumber = new MapOf(Scalar.of("integer"), Scalar.of("bigint"));
            MapOf truthByDate = new MapOf(Scalar.of("date"), new MapOf(Scalar.of("double"), Scalar.of("boolean")));
            ValueRowType type = ValueRowType.of(
                    List.of(new Part("a", countByNumber), new Part("b", truthByDate)),
                    new TypeSettings("shop.orders", DecimalMode.DECIMAL, TimestampMode.MILLIS));
            Schema schema = type.rowType().schema();
            Struct row = new Struct(schema)
                    .put("a", type.decoders().get(0).decode(List.of(Map.entry(1L, 2L))))
                    .put("b", type.decoders().get(1).decode(List.of(Map.entry(3L, List.of(Map.entry(0.5, true))))));

            Converters.assertTake(schema, row);
            assertThat(schema.field("a").schema().name()).isEqualTo("shop.orders.a");
            assertThat(schema.field("b").schema().valueSchema().name()).isEqualTo("shop.orders.b.value");
        }

        /** JSON takes any name. */
        @Test
        void withANameThatAvroDoesNotHaveAreRefusedByItUntilItIsAdjusted() {
            List<AthenaColumn> columns = List.of(new AthenaColumn("order id", "varchar", 0, 0));
            Schema schema = RowTypes.of(
                            columns, new TypeSettings("shop.orders", DecimalMode.DECIMAL, TimestampMode.MILLIS))
                    .schema();

            Converters.assertJsonTakes(schema, new Struct(schema).put("order id", "7"));
            assertThatThrownBy(() -> Converters.avroSchema(schema))
                    .isInstanceOf(SchemaParseException.class)
                    .hasMessageContaining("order id");
        }

        private static void check(RandomText random, List<String> names, FieldNames fieldNames) {
            RandomValue values = new RandomValue(random, names);
            List<Part> columns = values.columns();
            ValueRowType type = ValueRowType.of(
                    columns,
                    new TypeSettings(
                            fieldNames == FieldNames.AVRO ? "my-shop.2024 orders" : "shop.orders",
                            random.oneOf(List.of(DecimalMode.values())),
                            random.oneOf(List.of(TimestampMode.MILLIS, TimestampMode.STRING)),
                            fieldNames,
                            random.oneOf(List.of(AthenaTypeParameter.values()))));
            Schema schema = type.rowType().schema();
            Struct row = new Struct(schema);
            for (Field field : schema.fields()) {
                Object value = values.valueOrNull(columns.get(field.index()).type());
                row.put(
                        field,
                        value == null
                                ? null
                                : type.decoders().get(field.index()).decode(value));
            }
            Converters.assertTake(schema, row);
        }
    }
}
