package io.github.athenaconnect.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fuzz target, for a moment: its seeds, and inputs like them.
 *
 * <p>{@code -Dfuzz.seconds=60} goes on for so long with each target, {@code -Dfuzz.seed=7} repeats the inputs of a run,
 * {@code -Dfuzz.target=CsvFuzz} takes one target only.
 */
class BriefFuzzTest {
    private static final int INPUTS = 1500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParameterizedTest
    @MethodSource("targets")
    void keepsItsPromiseForItsSeeds(FuzzTarget target) {
        assertThat(target.seeds()).isNotEmpty();
        target.seeds().forEach(seed -> check(target, "a seed", seed));
    }

    @ParameterizedTest(name = "{0} with seed {1}")
    @MethodSource("runs")
    void keepsItsPromiseForInputsLikeThem(FuzzTarget target, long seed) {
        Mutations inputs = new Mutations(seed, target.seeds());
        Duration time = Duration.ofSeconds(Long.getLong("fuzz.seconds", 0));
        byte[][] current = new byte[1][];
        assertTimeoutPreemptively(
                time.plus(PATIENCE),
                () -> {
                    long end = System.nanoTime() + time.toNanos();
                    for (int count = 1; count <= INPUTS || System.nanoTime() < end; count++) {
                        current[0] = inputs.next();
                        check(target, "input " + count + " of seed " + seed, current[0]);
                    }
                },
                () -> target + " does not come to an end with seed " + seed + ": " + shown(current[0]));
    }

    @Test
    void noTargetIsMissed() {
        assertThat(FuzzTarget.all()).hasSizeGreaterThan(5);
    }

    private static void check(FuzzTarget target, String which, byte[] input) {
        try {
            target.check(input);
        } catch (Throwable broken) {
            throw new AssertionError(target + ", " + which + ": " + shown(input), broken);
        }
    }

    private static String shown(byte[] input) {
        return "\"" + Seeds.text(input) + "\", in hexadecimal " + HexFormat.of().formatHex(input);
    }

    static Stream<FuzzTarget> targets() {
        String wanted = System.getProperty("fuzz.target", "");
        return FuzzTarget.all().stream().filter(target -> wanted.isEmpty() || wanted.equals(target.toString()));
    }

    static Stream<Arguments> runs() {
        return targets().flatMap(target -> seeds().mapToObj(seed -> Arguments.of(target, seed)));
    }

    private static LongStream seeds() {
        Long wanted = Long.getLong("fuzz.seed");
        return wanted == null ? LongStream.of(1, new Random().nextInt(1_000_000)) : LongStream.of(wanted);
    }
}
