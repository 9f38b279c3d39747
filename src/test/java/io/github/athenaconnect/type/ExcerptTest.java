package io.github.athenaconnect.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** How foreign text looks in a message. */
class ExcerptTest {
    @Test
    void shortTextIsQuotedWhole() {
        assertThat(excerpt("plain")).isEqualTo("\"plain\"");
        assertThat(excerpt("")).isEqualTo("\"\"");
        assertThat(excerpt("x".repeat(64))).isEqualTo('"' + "x".repeat(64) + '"');
    }

    @Test
    void longTextEndsAfterSixtyFourCharactersWithItsLength() {
        assertThat(excerpt("x".repeat(65))).isEqualTo('"' + "x".repeat(64) + "\"... (65 bytes)");
        assertThat(excerpt("x".repeat(1_000_000))).isEqualTo('"' + "x".repeat(64) + "\"... (1000000 bytes)");
    }

    @Test
    void noCharacterIsCutInTheMiddle() {
        assertThat(excerpt("🦉".repeat(64))).isEqualTo('"' + "🦉".repeat(64) + '"');
        assertThat(excerpt("日".repeat(100))).isEqualTo('"' + "日".repeat(64) + "\"... (300 bytes)");
        assertThat(excerpt("a" + "🦉".repeat(70))).isEqualTo("\"a" + "🦉".repeat(63) + "\"... (281 bytes)");
    }

    @Test
    void whatCouldForgeALogLineIsEscaped() {
        assertThat(excerpt("a\nb\r\tc\u0000\u001b[31m")).isEqualTo("\"a\\nb\\r\\tc\\u0000\\u001b[31m\"");
        assertThat(excerpt("a\u2028b\u202ec")).isEqualTo("\"a\\u2028b\\u202ec\"");
        assertThat(excerpt("say \"\\n\"")).isEqualTo("\"say \\\"\\\\n\\\"\"");
    }

    @Test
    void aMessageIsOneLineOfBoundedLength() {
        assertThat(Excerpt.line("column \"a\\b\" of 'x'")).isEqualTo("column \"a\\b\" of 'x'");
        assertThat(Excerpt.line("a\nb\u001b[31m\u202e")).isEqualTo("a\\nb\\u001b[31m\\u202e");
        assertThat(Excerpt.line("x".repeat(4000))).isEqualTo("x".repeat(4000));
        assertThat(Excerpt.line("x".repeat(1_000_000))).isEqualTo("x".repeat(4000) + "... (1000000 characters)");
    }

    @Test
    void bytesThatAreNoTextAreRefusedWithTheWayToGetThem() {
        byte[] latin = "Žluť caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        TextValue text = new TextValue().at(latin, 0, latin.length);
        assertThatThrownBy(() -> new StringDecoder().decode(text))
                .isInstanceOf(UndecodableTextException.class)
                .hasMessage(
                        "Expected text in UTF-8, found \"?lu? caf\uFFFD\"; take the bytes instead: wrap the column in"
                                + " to_utf8(...) in the SQL");
    }

    private static String excerpt(String text) {
        return Excerpt.of(TextValue.of(text));
    }
}
