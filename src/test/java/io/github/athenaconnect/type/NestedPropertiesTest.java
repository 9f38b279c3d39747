package io.github.athenaconnect.type;

import static io.github.athenaconnect.type.RandomText.repeatedly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.type.ValueType.ArrayOf;
import io.github.athenaconnect.type.ValueType.MapOf;
import io.github.athenaconnect.type.ValueType.Part;
import io.github.athenaconnect.type.ValueType.RowOf;
import io.github.athenaconnect.type.ValueType.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any type with parts and any text. */
class NestedPropertiesTest {
    private static final String SEEDS = "io.github.athenaconnect.type.RandomText#seeds";
    private static final List<Scalar> OPEN_AND_CLOSED =
            List.of(Scalar.of("integer"), Scalar.of("varchar"), Scalar.of("varbinary"));

    @ParameterizedTest
    @MethodSource(SEEDS)
    void aTextIsTakenIfAndOnlyIfThereIsOneWayToReadIt(long seed) {
        List<Long> counts = new ArrayList<>();
        repeatedly(seed, random -> {
            RandomNested nested = new RandomNested(random, OPEN_AND_CLOSED);
            ValueType type = nested.nested(3);
            String text = decoder(type).text(nested.value(type));
            // Half of a character cannot be in a text.
            String read = TextValue.of(random.below(2) == 0 ? text : random.damaged(text))
                    .toString();
            long readings = read.length() > 60 ? -1 : ReadingOracle.readings(type, read);
            counts.add(Math.min(readings, 2));
            if (readings == 1) {
                assertThat(shown(type, new AthenaSyntax(type, "remedy").read(TextValue.of(read))))
                        .isEqualToIgnoringCase(read);
            } else if (readings >= 0) {
                assertThatThrownBy(
                                () -> new AthenaSyntax(type, "remedy").read(TextValue.of(read)),
                                "%s as %s, which has %s readings",
                                read,
                                TypeText.of(type),
                                readings)
                        .isInstanceOf(UndecodableTextException.class)
                        .hasMessageContaining(readings == 0 ? "as Athena writes it" : "in one way only");
            }
        });
        assertThat(counts).contains(0L, 1L, 2L);
    }

    @ParameterizedTest
    @MethodSource(SEEDS)
    void theSameRowComesFromJsonAsFromTypedValues(long seed) {
        List<Scalar> scalars = Stream.concat(RandomNested.CLOSED.stream(), Stream.of(Scalar.of("varchar")))
                .toList();
        repeatedly(seed, random -> {
            RandomNested nested = new RandomNested(random, scalars);
            ValueType type = nested.nested(4);
            Object value = nested.value(type);
            assertThat(fromText(type, "json", RandomNested.json(type, value))).isEqualTo(fromTyped(type, value));
        });
    }

    @ParameterizedTest
    @MethodSource(SEEDS)
    void theSameRowComesFromTheTextOfNumbersAndDatesAsFromTypedValues(long seed) {
        repeatedly(seed, random -> {
            RandomNested nested = new RandomNested(random, RandomNested.CLOSED);
            ValueType type = nested.nested(4);
            Object value = nested.value(type);
            assertThat(fromText(type, type.typeName(), decoder(type).text(value)))
                    .isEqualTo(fromTyped(type, value));
        });
    }

    @ParameterizedTest
    @MethodSource(SEEDS)
    void damagedTextIsAValidValueOrARefusalAndNothingElse(long seed) {
        List<NestedSpecification> lines = NestedSpecification.all().toList();
        repeatedly(seed, random -> {
            NestedSpecification line = random.oneOf(lines);
            RowType type = RowTypes.of(List.of(line.column()), line.settings());
            Column column = type.columns().get(0);
            try {
                Object value = column.decoder().decode(TextValue.of(random.damaged(line.text())));
                new Struct(type.schema()).put(column.field(), value).validate();
            } catch (UndecodableTextException refused) {
                assertThat(refused).hasMessageStartingWith("Expected ").hasMessageContaining(", found ");
            }
        });
    }

    private static Struct fromText(ValueType type, String reported, String text) {
        RowType row = RowTypes.of(List.of(new AthenaColumn("v", reported, 0, 0)), settings(type));
        Column column = row.columns().get(0);
        return new Struct(row.schema()).put(column.field(), column.decoder().decode(TextValue.of(text)));
    }

    private static Struct fromTyped(ValueType type, Object value) {
        ValueRowType row = ValueRowType.of(List.of(new Part("v", type)), settings(type));
        return new Struct(row.rowType().schema()).put("v", row.decoders().get(0).decode(value));
    }

    private static ValueDecoder decoder(ValueType type) {
        return ValueRowType.of(List.of(new Part("v", type)), settings(type))
                .decoders()
                .get(0);
    }

    private static TypeSettings settings(ValueType type) {
        return new TypeSettings(
                "shop.orders",
                DecimalMode.DECIMAL,
                TimestampMode.MILLIS,
                FieldNames.AS_IS,
                AthenaTypeParameter.ADDED,
                DeclaredTypes.parse("v " + TypeText.of(type)));
    }

    /** What was taken apart, put together again. */
    private static String shown(ValueType type, Object value) {
        if (value == null) {
            return "null";
        }
        if (type instanceof ArrayOf array) {
            return ((List<?>) value)
                    .stream().map(each -> shown(array.element(), each)).collect(Collectors.joining(", ", "[", "]"));
        }
        if (type instanceof MapOf map) {
            return ((List<?>) value)
                    .stream()
                            .map(each -> (Map.Entry<?, ?>) each)
                            .map(each -> shown(map.key(), each.getKey()) + "=" + shown(map.value(), each.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"));
        }
        if (type instanceof RowOf row) {
            return IntStream.range(0, row.parts().size())
                    .mapToObj(index -> row.parts().get(index).name() + "="
                            + shown(row.parts().get(index).type(), ((Object[]) value)[index]))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value.toString();
    }
}
