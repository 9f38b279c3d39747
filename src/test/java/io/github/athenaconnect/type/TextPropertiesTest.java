package io.github.athenaconnect.type;

import static io.github.athenaconnect.type.RandomText.repeatedly;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any bytes whatever. */
class TextPropertiesTest {
    private static final String SEEDS = "io.github.athenaconnect.type.RandomText#seeds";
    private static final List<Specification> SPECIFICATIONS =
            Specification.all().toList();

    @ParameterizedTest
    @MethodSource(SEEDS)
    void bytesInHexadecimalComeBackWhateverTheWhiteSpace(long seed) {
        repeatedly(seed, random -> {
            byte[] bytes = random.bytes(100);
            StringBuilder text = new StringBuilder();
            for (char digit : HexFormat.of().formatHex(bytes).toCharArray()) {
                text.append(random.below(2) == 0 ? digit : Character.toUpperCase(digit));
                text.append(random.oneOf(List.of("", "", "", " ", "  ", "\n", "\r\n", "\t")));
            }
            assertThat(new BinaryDecoder().decode(TextValue.of(text.toString())))
                    .isEqualTo(bytes);
        });
    }

    @ParameterizedTest
    @MethodSource(SEEDS)
    void textHoldsExactlyTheBytesItWasMadeOfOrIsRefused(long seed) {
        repeatedly(seed, random -> {
            byte[] bytes = random.bytes(random.below(2) == 0 ? 3 : 40);
            TextValue text = new TextValue().at(bytes, 0, bytes.length);
            try {
                String decoded = new StringDecoder().decode(text);
                assertThat(decoded.getBytes(StandardCharsets.UTF_8)).isEqualTo(bytes);
            } catch (UndecodableTextException refused) {
                assertThat(text.toString()).contains("\uFFFD");
            }
        });
    }

    @ParameterizedTest
    @MethodSource(SEEDS)
    void damagedTextIsAValidValueOrARefusalAndNothingElse(long seed) {
        repeatedly(seed, random -> {
            Specification line = random.oneOf(SPECIFICATIONS);
            RowType type = RowTypes.of(List.of(line.column()), line.settings());
            Column column = type.columns().get(0);
            String damaged = random.damaged(line.text());
            try {
                Object value = column.decoder().decode(TextValue.of(damaged));
                new Struct(type.schema()).put(column.field(), value).validate();
            } catch (UndecodableTextException refused) {
                assertThat(refused).hasMessageStartingWith("Expected ").hasMessageContaining(", found \"");
            }
        });
    }
}
