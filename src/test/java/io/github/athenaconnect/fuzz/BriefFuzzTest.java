package io.github.athenaconnect.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.athenaconnect.Chance;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
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
 * <p>{@code -Dfuzz.inputs=10000000} gives each target so many, {@code -Dfuzz.seconds=60} goes on for so long; either tells
 * what each target has had, and how fast. {@code -Dfuzz.seed=7} repeats the inputs of a run, {@code -Dfuzz.target=CsvFuzz}
 * takes one target only.
 */
class BriefFuzzTest {
    /** So many are to be done within the patience; the slowest target needs a few seconds for them where nobody is in its way. */
    private static final int AT_ONCE = 1500;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

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
        Endurance endurance = Endurance.asked();
        long begin = System.nanoTime();
        long count = 0;
        while (!endurance.isEnough(count, since(begin))) {
            checkSome(target, seed, count, inputs);
            count += AT_ONCE;
        }
        if (Endurance.isLong()) {
            tell(target, seed, count, since(begin));
        }
    }

    private static void checkSome(FuzzTarget target, long seed, long before, Mutations inputs) {
        byte[][] current = new byte[1][];
        assertTimeoutPreemptively(
                PATIENCE,
                () -> {
                    for (int index = 1; index <= AT_ONCE; index++) {
                        current[0] = inputs.next();
                        check(target, "input " + (before + index) + " of seed " + seed, current[0]);
                    }
                },
                () -> target + " does not come to an end with seed " + seed + ": " + shown(current[0]));
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void tell(FuzzTarget target, long seed, long count, Duration spent) {
        double seconds = spent.toMillis() / 1000.0;
        System.out.printf(
                Locale.ROOT,
                "%-22s %,12d inputs of seed %-6d %,8.1f s %,10.0f a second%n",
                target,
                count,
                seed,
                seconds,
                count / seconds);
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

    /** A long run has new inputs only. */
    private static LongStream seeds() {
        Long wanted = Long.getLong("fuzz.seed");
        if (wanted != null) {
            return LongStream.of(wanted);
        }
        return Endurance.isLong() ? LongStream.of(new Random().nextInt(1_000_000)) : LongStream.of(1, Chance.seed());
    }
}
