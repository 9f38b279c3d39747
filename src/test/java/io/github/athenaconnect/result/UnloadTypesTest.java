package io.github.athenaconnect.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.type.Converters;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the types of a Parquet file become. */
class UnloadTypesTest {
    private static final Schema PRICE = Decimal.builder(2)
            .parameter("connect.decimal.precision", "12")
            .optional()
            .build();

    /** One row of one column {@code v}, read back. */
    private static OpenResult read(String field, Consumer<Group> value, TypeSettings settings) {
        MessageType schema = MessageTypeParser.parseMessageType("message row { " + field + " }");
        Group row = new SimpleGroup(schema);
        value.accept(row);
        return new UnloadReading(ParquetBytes.of(schema, Stream.of(row)))
                .with(settings)
                .open();
    }

    private static void assertRead(
            String field, Consumer<Group> value, String athenaType, Schema schema, Object expected, String text) {
        OpenResult result = read(field, value, UnloadReading.TYPES);
        Struct row = result.reader().next();

        assertThat(result.rowType().columns().get(0).source().typeName()).isEqualTo(athenaType);
        assertThat(result.rowType().schema().field("v").schema()).isEqualTo(schema);
        assertThat(row.get("v")).isEqualTo(expected);
        assertThat(result.reader().text(0)).isEqualTo(text);
        row.validate();
        Converters.assertTake(row.schema(), row);
    }

    private static Binary int96(long nanosOfDay, int julianDay) {
        ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        return Binary.fromConstantByteArray(
                bytes.putLong(nanosOfDay).putInt(julianDay).array());
    }

    private static Binary unscaled(String number, int length) {
        byte[] digits = new BigInteger(number).toByteArray();
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) (digits[0] < 0 ? -1 : 0));
        System.arraycopy(digits, 0, bytes, length - digits.length, digits.length);
        return Binary.fromConstantByteArray(bytes);
    }

    @Test
    void numbersAndTruthKeepTheirSize() {
        assertRead(
                "optional boolean v;",
                row -> row.add("v", true),
                "boolean",
                Schema.OPTIONAL_BOOLEAN_SCHEMA,
                true,
                "true");
        assertRead(
                "optional int32 v (INTEGER(8,true));",
                row -> row.add("v", -128),
                "tinyint",
                Schema.OPTIONAL_INT8_SCHEMA,
                (byte) -128,
                "-128");
        assertRead(
                "optional int32 v (INTEGER(16,true));",
                row -> row.add("v", 32767),
                "smallint",
                Schema.OPTIONAL_INT16_SCHEMA,
                (short) 32767,
                "32767");
        assertRead("optional int32 v;", row -> row.add("v", -1), "integer", Schema.OPTIONAL_INT32_SCHEMA, -1, "-1");
        assertRead(
                "optional int64 v;",
                row -> row.add("v", Long.MIN_VALUE),
                "bigint",
                Schema.OPTIONAL_INT64_SCHEMA,
                Long.MIN_VALUE,
                "-9223372036854775808");
        assertRead("optional float v;", row -> row.add("v", 0.1f), "real", Schema.OPTIONAL_FLOAT32_SCHEMA, 0.1f, "0.1");
        assertRead(
                "optional double v;",
                row -> row.add("v", 1e300),
                "double",
                Schema.OPTIONAL_FLOAT64_SCHEMA,
                1e300,
                "1.0E300");
    }

    @Test
    void aDecimalIsTheSameInEveryForm() {
        BigDecimal expected = new BigDecimal("-12.50");
        String text = "-12.50";
        assertRead(
                "optional int32 v (DECIMAL(9,2));", row -> row.add("v", -1250), "decimal", decimal(9), expected, text);
        assertRead("optional int64 v (DECIMAL(12,2));", row -> row.add("v", -1250L), "decimal", PRICE, expected, text);
        assertRead(
                "optional binary v (DECIMAL(12,2));",
                row -> row.add("v", unscaled("-1250", 2)),
                "decimal",
                PRICE,
                expected,
                text);
        assertRead(
                "optional fixed_len_byte_array(16) v (DECIMAL(38,2));",
                row -> row.add("v", unscaled("-1250", 16)),
                "decimal",
                decimal(38),
                expected,
                text);
    }

    private static Schema decimal(int precision) {
        return Decimal.builder(2)
                .parameter("connect.decimal.precision", String.valueOf(precision))
                .optional()
                .build();
    }

    @ParameterizedTest
    @CsvSource({"DECIMAL, 12.50", "STRING, 12.50", "DOUBLE, 12.5", "BEST_FIT, 12.5"})
    void decimalsFollowTheirMode(DecimalMode mode, String expected) {
        TypeSettings settings = new TypeSettings("row", mode, TimestampMode.MILLIS);
        OpenResult result = read("optional int64 v (DECIMAL(12,2));", row -> row.add("v", 1250L), settings);

        assertThat(result.reader().next().get("v")).hasToString(expected);
        assertThat(result.reader().text(0)).isEqualTo("12.50");
    }

    @Test
    void aTimestampIsTheSameInEveryForm() {
        Schema schema = Timestamp.builder().optional().build();
        // 1969-12-31 23:59:59.123
        long millis = -877;
        Object expected = Timestamp.toLogical(Timestamp.SCHEMA, millis);
        String text = "1969-12-31 23:59:59.123";
        assertRead(
                "optional int96 v;",
                row -> row.add("v", int96((24 * 60 * 60 * 1000L + millis) * 1_000_000, 2_440_587)),
                "timestamp",
                schema,
                expected,
                text);
        for (String form :
                List.of("MILLIS,true", "MILLIS,false", "MICROS,true", "MICROS,false", "NANOS,true", "NANOS,false")) {
            long count = millis * (form.startsWith("MILLIS") ? 1 : form.startsWith("MICROS") ? 1000 : 1_000_000);
            assertRead(
                    "optional int64 v (TIMESTAMP(" + form + "));",
                    row -> row.add("v", count),
                    "timestamp",
                    schema,
                    expected,
                    text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MICROS, -876544",
        "NANOS, -876544000",
        "STRING, 1969-12-31 23:59:59.123456",
        "MILLIS_TRUNCATED, Wed Dec 31 23:59:59"
    })
    void timestampsFollowTheirMode(TimestampMode mode, String expected) {
        TypeSettings settings = new TypeSettings("row", DecimalMode.DECIMAL, mode);
        OpenResult result =
                read("optional int64 v (TIMESTAMP(MICROS,false));", row -> row.add("v", -876_544L), settings);
        Object value = result.reader().next().get("v");

        if (mode == TimestampMode.MILLIS_TRUNCATED) {
            assertThat(value).isEqualTo(Timestamp.toLogical(Timestamp.SCHEMA, -877));
        } else {
            assertThat(value).hasToString(expected);
        }
        assertThat(result.reader().text(0)).isEqualTo("1969-12-31 23:59:59.123456");
    }

    @Test
    void datesTextsAndBytesAreWhatTheyAreInACsvResult() {
        assertRead(
                "optional int32 v (DATE);",
                row -> row.add("v", -1),
                "date",
                Date.builder().optional().build(),
                Date.toLogical(Date.SCHEMA, -1),
                "1969-12-31");
        assertRead(
                "optional binary v (STRING);",
                row -> row.add("v", "Köln\n\"\" "),
                "varchar",
                Schema.OPTIONAL_STRING_SCHEMA,
                "Köln\n\"\" ",
                "Köln\n\"\" ");
        OpenResult bytes = read(
                "optional binary v;",
                row -> row.add("v", Binary.fromConstantByteArray(new byte[] {0x31, -1})),
                UnloadReading.TYPES);
        assertThat(bytes.reader().next().getBytes("v")).containsExactly(0x31, -1);
        assertThat(bytes.reader().text(0)).isEqualTo("31 ff");
        assertThat(bytes.rowType().columns().get(0).source().typeName()).isEqualTo("varbinary");
    }

    @Test
    void textThatIsNoUtf8IsARowError() {
        OpenResult result = read(
                "optional binary v (STRING);",
                row -> row.add("v", Binary.fromConstantByteArray(new byte[] {-1})),
                UnloadReading.TYPES);

        assertThatThrownBy(() -> result.reader().next())
                .isInstanceOf(UndecodableRowException.class)
                .hasMessageContainingAll("\"v\"", "UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "optional int32 v (TIME(MILLIS,false));",
                "optional int64 v (TIME(MICROS,false));",
                "optional int32 v (INTEGER(8,false));",
                "repeated int32 v;",
                "optional group v (LIST) { optional int32 element; }",
                "optional group v (MAP) { repeated group key_value { required int32 key; } }"
            })
    void whatAthenaDoesNotWriteIsRefusedByName(String field) {
        assertThatThrownBy(() -> read(field, row -> {}, UnloadReading.TYPES))
                .isInstanceOf(UnreadableResultException.class)
                .hasMessageContainingAll(UnloadReading.file(0), " v");
    }

    @Nested
    class Parts {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "optional group v (LIST) { repeated group list { optional int32 element; } }",
                    "optional group v (LIST) { repeated group bag { optional int32 array_element; } }"
                })
        void anArrayHasItsElementsAndTheirNulls(String field) {
            assertRead(
                    field,
                    row -> {
                        Group list = row.addGroup("v");
                        list.addGroup(0).add(0, 1);
                        list.addGroup(0);
                        list.addGroup(0).add(0, 3);
                    },
                    "array",
                    SchemaBuilder.array(Schema.OPTIONAL_INT32_SCHEMA).optional().build(),
                    java.util.Arrays.asList(1, null, 3),
                    "[1, null, 3]");
        }

        @Test
        void anArrayInItsOldFormIsAnArray() {
            assertRead(
                    "optional group v (LIST) { repeated int32 array; }",
                    row -> row.addGroup("v").append("array", 1).append("array", 2),
                    "array",
                    SchemaBuilder.array(Schema.OPTIONAL_INT32_SCHEMA).optional().build(),
                    List.of(1, 2),
                    "[1, 2]");
        }

        @Test
        void anEmptyArrayIsNotNull() {
            String field = "optional group v (LIST) { repeated group list { optional int32 element; } }";
            Schema schema =
                    SchemaBuilder.array(Schema.OPTIONAL_INT32_SCHEMA).optional().build();

            assertRead(field, row -> row.addGroup("v"), "array", schema, List.of(), "[]");
            assertRead(field, row -> {}, "array", schema, null, null);
        }

        @Test
        void aMapHasItsKeysAndValues() {
            assertRead(
                    "optional group v (MAP) { repeated group key_value { required binary key (STRING); optional int64 value; } }",
                    row -> {
                        Group map = row.addGroup("v");
                        map.addGroup(0).append("key", "a").append("value", 1L);
                        map.addGroup(0).append("key", "b");
                    },
                    "map",
                    SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.OPTIONAL_INT64_SCHEMA)
                            .optional()
                            .build(),
                    new java.util.HashMap<String, Long>() {
                        private static final long serialVersionUID = 1L;

                        {
                            put("a", 1L);
                            put("b", null);
                        }
                    },
                    "{a=1, b=null}");
        }

        @Test
        void aRowIsAStructNamedByItsPath() {
            Schema address = SchemaBuilder.struct()
                    .name("shop.orders.v")
                    .optional()
                    .field("street", Schema.OPTIONAL_STRING_SCHEMA)
                    .field("price", PRICE)
                    .build();
            assertRead(
                    "optional group v { optional binary street (STRING); optional int64 price (DECIMAL(12,2)); }",
                    row -> row.addGroup("v").append("price", 5L),
                    "row",
                    address,
                    new Struct(address).put("price", new BigDecimal("0.05")),
                    "{street=null, price=0.05}");
        }

        @Test
        void deepNestingKeepsEveryNameOfItsOwn() {
            OpenResult result = read(
                    """
                    optional group v (LIST) { repeated group list { optional group element {
                      optional group m (MAP) { repeated group key_value {
                        required group key { optional int32 k; }
                        optional group value { optional group r { optional int32 x; } }
                      } }
                      optional group r { optional int32 y; }
                    } } }
                    """,
                    row -> {
                        Group element = row.addGroup("v").addGroup(0).addGroup(0);
                        Group entry = element.addGroup("m").addGroup(0);
                        entry.addGroup("key").add("k", 1);
                        entry.addGroup("value").addGroup("r").add("x", 2);
                        element.addGroup("r").add("y", 3);
                    },
                    UnloadReading.TYPES);
            Struct row = result.reader().next();

            assertThat(names(row.schema()))
                    .containsExactly(
                            "shop.orders",
                            "shop.orders.v",
                            "shop.orders.v.m.key",
                            "shop.orders.v.m.value",
                            "shop.orders.v.m.value.r",
                            "shop.orders.v.r");
            assertThat(result.reader().text(0)).isEqualTo("[{m={{k=1}={r={x=2}}}, r={y=3}}]");
            row.validate();
        }

        @Test
        void pathsThatMeetGetNamesOfTheirOwn() {
            MessageType schema = MessageTypeParser.parseMessageType(
                    "message row { optional group a { optional group b { optional int32 x; } } optional group a.b { optional int32 x; } }");
            OpenResult result = new UnloadReading(ParquetBytes.of(schema, Stream.of(new SimpleGroup(schema)))).open();

            assertThat(names(result.rowType().schema()))
                    .containsExactly("shop.orders", "shop.orders.a", "shop.orders.a.b", "shop.orders.a.b_2");
        }

        private List<String> names(Schema schema) {
            return switch (schema.type()) {
                case STRUCT ->
                    Stream.concat(
                                    Stream.of(schema.name()),
                                    schema.fields().stream().flatMap(field -> names(field.schema()).stream()))
                            .toList();
                case ARRAY -> names(schema.valueSchema());
                case MAP ->
                    Stream.of(schema.keySchema(), schema.valueSchema())
                            .flatMap(part -> names(part).stream())
                            .toList();
                default -> List.of();
            };
        }
    }
}
