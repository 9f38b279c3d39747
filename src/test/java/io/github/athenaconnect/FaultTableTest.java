package io.github.athenaconnect;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.fault.Fault;
import io.github.athenaconnect.fault.Frequency;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever goes wrong between the connector and AWS is survived with nothing lost, doubled or paid twice, or fails the task
 * with a message that names query, execution and next step; and when it is mended, a restart delivers what is missing.
 *
 * <p>Everything that can go wrong, in the second of three runs: at the beginning, in the middle and at the end; once, every
 * 40th time, for a while and for ever; in every mode, with every reader, at least once and exactly once. What came of it is
 * the table of docs/reliability.md, which {@code -Dregenerate.docs=true} writes anew. By default each pair of these is
 * tried, with {@code -Dfaults=all} everything at every occasion.
 */
@ExtendWith(SilentLog.class)
class FaultTableTest {
    private static final Map<Fault, FaultRow> ROWS = new ConcurrentHashMap<>();

    private static FaultRow row(Fault fault) {
        return ROWS.computeIfAbsent(fault, FaultRow::tried);
    }

    @ParameterizedTest
    @EnumSource
    void isSurvivedOrFailsTheTaskWithAMessageAndIsMadeUpForAfterARestart(Fault fault) {
        assertThat(row(fault).brokenPromises()).isEmpty();
    }

    @Test
    void thePageSaysWhatWasSeen() throws IOException {
        GeneratedTables page = new GeneratedTables(Path.of("docs", "reliability.md"));

        page.require("faults", table());
        page.require("messages", messages());
    }

    private static String table() {
        return "| what goes wrong | "
                + Arrays.stream(Frequency.values()).map(String::valueOf).collect(joining(" | "))
                + " |\n|---|---|---|---|---|\n"
                + Arrays.stream(Fault.values()).map(fault -> row(fault).line()).collect(joining());
    }

    private static String messages() {
        return Arrays.stream(Fault.values())
                .flatMap(fault -> row(fault).message().stream().map(said -> "- " + fault + ": `" + said + "`\n"))
                .collect(joining());
    }

    @AfterAll
    static void tell() {
        System.out.println("Faults: "
                + ROWS.values().stream().mapToInt(FaultRow::trials).sum()
                + " trials, with at most "
                + ROWS.values().stream().mapToInt(FaultRow::mostCalls).max().orElse(0)
                + " calls to AWS while something was wrong.");
    }
}
