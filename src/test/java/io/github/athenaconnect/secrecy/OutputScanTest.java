package io.github.athenaconnect.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.localstack.access.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputScanTest {
    private static final String SECRET = Secrets.drawn("SessionToken", 60);

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream report = new ByteArrayOutputStream();

    @Test
    void isContentWithOutputThatHasNoSecretInIt() throws IOException {
        Files.writeString(directory.resolve("worker.log"), "Query 'orders': its run is under way\n");

        assertThat(isClean(directory, directory.resolve("missing"))).isTrue();
        assertThat(said()).contains("Searched 1 files");
    }

    @Test
    void namesFileLineTestAndKindOfASecretAndDoesNotRepeatIt() throws IOException {
        Path reports = Files.createDirectories(directory.resolve("surefire-reports"));
        Files.writeString(reports.resolve("TEST-io.github.athenaconnect.ATest.xml"), """
                <testsuite name="ATest">
                  <testcase name="tells" classname="io.github.athenaconnect.ATest" time="0.1">
                    <failure><![CDATA[java.lang.AssertionError
                at the token %s]]></failure>
                  </testcase>
                  <testcase name="comesLater" classname="io.github.athenaconnect.ATest" time="0.1"/>
                """.formatted(SECRET));

        assertThat(isClean(directory)).isFalse();
        assertThat(said())
                .contains("TEST-io.github.athenaconnect.ATest.xml, line 4: a SessionToken, as it is,"
                        + " of io.github.athenaconnect.ATest#tells")
                .doesNotContain(SECRET, Secrets.MARK);
    }

    @Test
    void isNotContentWithNothingToSearch() throws IOException {
        assertThat(isClean(directory)).isFalse();
        assertThat(said()).contains("have the tests run?");
    }

    private boolean isClean(Path... roots) throws IOException {
        return OutputScan.isClean(List.of(roots), new PrintStream(report, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return report.toString(StandardCharsets.UTF_8);
    }
}
