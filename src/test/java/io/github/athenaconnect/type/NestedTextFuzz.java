package io.github.athenaconnect.type;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.athenaconnect.fuzz.Seeds;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes of a value with declared parts are, Athena's text or JSON: a value its schema takes, or a refusal. */
class NestedTextFuzz {
    private static final List<NestedSpecification> LINES =
            NestedSpecification.all().toList();

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "30s")
    void everyTextIsAValueOrARefusal(byte[] input) {
        if (input.length == 0) {
            return;
        }
        NestedSpecification line = LINES.get(Byte.toUnsignedInt(input[0]) % LINES.size());
        RowType type = RowTypes.of(List.of(line.column()), line.settings());
        Column column = type.columns().get(0);
        try {
            Object value = column.decoder().decode(new TextValue().at(input, 1, input.length));
            new Struct(type.schema()).put(column.field(), value).validate();
        } catch (UndecodableTextException refused) {
            assertThat(refused).hasMessageStartingWith("Expected ").hasMessageContaining(", found ");
        }
    }

    static Stream<byte[]> seeds() {
        return IntStream.range(0, LINES.size()).mapToObj(NestedTextFuzz::input);
    }

    private static byte[] input(int line) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.write(line);
        input.writeBytes(Seeds.of(LINES.get(line).text()).findFirst().orElseThrow());
        return input.toByteArray();
    }
}
