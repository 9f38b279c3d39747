package io.github.athenaconnect.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A value as a range of a buffer that is reused. */
class TextValueTest {
    private static final byte[] BUFFER = "one,zwölf,three".getBytes(StandardCharsets.UTF_8);

    @Test
    void itIsTheRangeItWasPointedAtLast() {
        TextValue text = new TextValue().at(BUFFER, 0, 3).at(BUFFER, 4, 10);
        assertThat(text).hasToString("zwölf");
        assertThat(text.length()).isEqualTo(6);
        assertThat(text.byteAt(1)).isEqualTo((byte) 'w');
        assertThat(text.substring(2, 6)).isEqualTo("ölf");
        assertThat(text.toBytes()).isEqualTo("zwölf".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void beforeItIsPointedAnywhereItIsEmpty() {
        assertThat(new TextValue()).hasToString("");
    }

    @Test
    void aWordIsRecognisedInAnyCaseButOnlyWhole() {
        assertThat(TextValue.of("NaN").isWord("nan")).isTrue();
        assertThat(TextValue.of("+INF").isWord("+inf")).isTrue();
        assertThat(TextValue.of("Nan ").isWord("nan")).isFalse();
        assertThat(TextValue.of("na").isWord("nan")).isFalse();
        assertThat(TextValue.of("{an").isWord("[an")).isFalse();
    }

    @Test
    void decodersLookAtTheirRangeOnly() {
        byte[] digits = "123456".getBytes(StandardCharsets.UTF_8);
        assertThat(IntegerDecoder.BIGINT.decode(new TextValue().at(digits, 2, 4)))
                .isEqualTo(34L);
    }
}
