package io.github.athenaconnect.type;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes of a value are: one that its schema takes, or a refusal that says what was expected and found. */
class TextFuzz {
    private static final List<Specification> COLUMNS = Specification.all()
            .collect(java.util.stream.Collectors.toMap(
                    line -> line.column() + " " + line.settings(),
                    line -> line,
                    (first, second) -> first,
                    java.util.TreeMap::new))
            .values()
            .stream()
            .toList();

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "30s")
    void everyTextIsAValueOrARefusal(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Specification line = COLUMNS.get(Byte.toUnsignedInt(input[0]) % COLUMNS.size());
        RowType type = RowTypes.of(List.of(line.column()), line.settings());
        Column column = type.columns().get(0);
        try {
            Object value = column.decoder().decode(new TextValue().at(input, 1, input.length));
            new Struct(type.schema()).put(column.field(), value).validate();
        } catch (UndecodableTextException refused) {
            assertThat(refused).hasMessageStartingWith("Expected ").hasMessageContaining(", found \"");
        }
    }

    static Stream<byte[]> seeds() {
        return Specification.all().map(TextFuzz::input);
    }

    private static byte[] input(Specification line) {
        String key = line.column() + " " + line.settings();
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        for (int index = 0; index < COLUMNS.size(); index++) {
            Specification column = COLUMNS.get(index);
            if (key.equals(column.column() + " " + column.settings())) {
                input.write(index);
            }
        }
        input.writeBytes(line.text().getBytes(StandardCharsets.UTF_8));
        return input.toByteArray();
    }
}
