package io.github.athenaconnect.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The demonstration does what the README promises, as a process of its own. */
@Timeout(600)
class DemoIT {
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leaveNoneBehind() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void onceDeliversTheWholeShopAndEndsWithTheCounts() throws Exception {
        Process demo = start("-Ddemo.once=true");

        List<String> lines = demo.inputReader().lines().toList();

        assertThat(demo.waitFor()).isZero();
        assertThat(lines.get(lines.size() - 1)).isEqualTo("demo: 420 records in 4 topics");
        assertThat(lines).anyMatch(line -> line.startsWith("  shop.orders  order_id=1001 "));
    }

    @Test
    void anInterruptStopsEverythingInOrder() throws Exception {
        Process demo = start("-Ddemo.once=false");
        BufferedReader output = demo.inputReader();
        awaitFirstRecord(output);

        // Unlike the process itself, its handle leaves the output open.
        demo.toHandle().destroy();
        List<String> rest = output.lines().toList();

        assertThat(demo.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(rest)
                .contains("Stopping ...")
                .noneMatch(line -> line.contains("failed") || line.startsWith("\tat "));
        assertThat(rest.get(rest.size() - 1)).matches("demo: \\d+ records in \\d topics");
    }

    @Test
    void aConnectorThatFailsEndsItWithTheReason() throws Exception {
        Process demo = start("-Ddemo.config=no/such/connector.json");

        List<String> lines = demo.inputReader().lines().toList();

        assertThat(demo.waitFor()).isEqualTo(1);
        assertThat(lines)
                .contains("demo failed: The connector in no/such/connector.json cannot be read")
                .noneMatch(line -> line.startsWith("\tat "));
    }

    private static void awaitFirstRecord(BufferedReader output) throws IOException {
        List<String> seen = new ArrayList<>();
        while (seen.isEmpty() || !seen.get(seen.size() - 1).startsWith("  shop.")) {
            String line = output.readLine();
            assertThat(line).as("a record after %s", seen).isNotNull();
            seen.add(line);
        }
    }

    private Process start(String setting) throws IOException {
        List<String> command = Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dplugin.directory=" + System.getProperty("plugin.directory", "target/plugin"),
                        setting,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Demo.class.getName())
                .toList();
        Process demo = new ProcessBuilder(command).redirectErrorStream(true).start();
        started.add(demo);
        return demo;
    }
}
