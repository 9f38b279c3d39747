package io.github.athenaconnect.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.localstack.access.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever writes a secret into a test marks it, or no scan would find it. */
class MarkedSecretsTest {
    /** The first word of a secret that is written out: in a profile, in an answer, or as what a key of the configuration has. */
    private static final Pattern WRITTEN =
            Pattern.compile("(?:aws_secret_access_key|aws_session_token)\\s*=\\s*([A-Za-z][A-Za-z0-9/+-]*)"
                    + "|\"(?:SecretAccessKey|secretAccessKey|accessToken|sessionToken)\": ?\"([A-Za-z][^\"]*)\""
                    + "|new Password\\(\"([A-Za-z][^\"]*)\"\\)");

    @Test
    void everySecretThatATestWritesOutIsMarked() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("MarkedSecretsTest.java"))
                    .toList();
            assertThat(sources)
                    .hasSizeGreaterThan(100)
                    .allSatisfy(source ->
                            assertThat(unmarked(Files.readString(source))).isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws_secret_access_key = wJalr", "{\"accessToken\": \"abc\"}", "new Password(\"s\")"})
    void oneThatIsNotIsSeen(String source) {
        assertThat(unmarked(source)).hasSize(1);
    }

    private static List<String> unmarked(String source) {
        return WRITTEN.matcher(source)
                .results()
                .flatMap(found -> Stream.of(found.group(1), found.group(2), found.group(3)))
                .filter(secret -> secret != null && !secret.contains(Secrets.MARK))
                .toList();
    }
}
