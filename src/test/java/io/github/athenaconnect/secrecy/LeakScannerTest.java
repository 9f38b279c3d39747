package io.github.athenaconnect.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.localstack.access.Secrets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeakScannerTest {
    private static final String SECRET = Secrets.drawn("SecretKey", 20);

    @Test
    void findsNothingInOrdinaryOutput() {
        assertThat(LeakScanner.scan("""
                10:00:00.000 [main] WARN Pump - Query 'orders' AKIALOCALSTACK000001 hush, hush %68%75 100% \\u12 &amp; &#
                """)).isEmpty();
    }

    @Test
    void findsASecretAndTellsLineAndKindButNotTheSecret() {
        assertThat(LeakScanner.scan("first\nAuthorization: " + SECRET + "\nlast"))
                .singleElement()
                .isEqualTo(new Leak(2, "a SecretKey", "as it is"))
                .asString()
                .doesNotContain(SECRET, Secrets.MARK);
    }

    @Test
    void findsEachHalfOfASecretThatWasCut() {
        assertThat(LeakScanner.scan(SECRET.substring(0, SECRET.length() / 2))).hasSize(1);
        assertThat(LeakScanner.scan(SECRET.substring(SECRET.length() / 2))).hasSize(1);
    }

    @Test
    void findsItWhateverTheCase() {
        assertThat(LeakScanner.scan(SECRET.toUpperCase(Locale.ROOT))).isNotEmpty();
    }

    @Test
    void findsItInAUrl() {
        assertThat(LeakScanner.scan("?token=" + URLEncoder.encode(SECRET + "/+=", StandardCharsets.UTF_8)))
                .extracting(Leak::kind)
                .contains("a SecretKey");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%%02x", "\\u%04x", "&#%d;", "&#x%x;"})
    void findsItWithEachCharacterEscaped(String form) {
        StringBuilder escaped = new StringBuilder("{\"message\": \"");
        SECRET.chars().forEach(character -> escaped.append(form.formatted(character)));

        assertThat(LeakScanner.scan(escaped + "\"}")).extracting(Leak::kind).contains("a SecretKey");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "user:"})
    void findsItInBase64WhereverItBegins(String before) {
        String encoded = Base64.getEncoder().encodeToString((before + SECRET).getBytes(StandardCharsets.UTF_8));

        assertThat(LeakScanner.scan("Basic " + encoded)).contains(new Leak(1, "a SecretKey", "in Base64"));
    }

    @Test
    void findsItInHexadecimalDigits() {
        String digits = HexFormat.of().withUpperCase().formatHex(SECRET.getBytes(StandardCharsets.UTF_8));

        assertThat(LeakScanner.scan("wire << " + digits)).contains(new Leak(1, "a SecretKey", "in hexadecimal digits"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n    ", "\\n", "\\r\\n\\t", "&#10;"})
    void findsItBrokenIntoLines(String lineBreak) {
        assertThat(LeakScanner.scan(broken(SECRET, lineBreak))).isNotEmpty();
        assertThat(LeakScanner.scan(
                        broken(Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)), lineBreak)))
                .isNotEmpty();
    }

    @RepeatedTest(5)
    void everySecretThatIsDrawnIsFound() {
        assertThat(LeakScanner.scan(Secrets.drawn("Token", 60))).isNotEmpty();
    }

    private static String broken(String text, String lineBreak) {
        return text.replaceAll(".{5}", "$0" + Matcher.quoteReplacement(lineBreak));
    }
}
