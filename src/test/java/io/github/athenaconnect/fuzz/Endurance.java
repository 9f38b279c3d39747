package io.github.athenaconnect.fuzz;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a fuzz target is tried: until there have been so many inputs, and so much time has passed.
 *
 * @param inputs at least so many
 * @param time at least so long
 */
record Endurance(long inputs, Duration time) {
    /** What every build can afford. */
    private static final long BRIEF = 1500;

    /** As the system properties {@code fuzz.inputs} and {@code fuzz.seconds} say. */
    static Endurance asked() {
        return new Endurance(Long.getLong("fuzz.inputs", BRIEF), Duration.ofSeconds(Long.getLong("fuzz.seconds", 0)));
    }

    /** Whether a long run was asked for, whose figures are worth telling. */
    static boolean isLong() {
        return Optional.ofNullable(System.getProperty("fuzz.inputs"))
                .or(() -> Optional.ofNullable(System.getProperty("fuzz.seconds")))
                .isPresent();
    }

    /** Whether that has been enough. */
    boolean isEnough(long count, Duration spent) {
        return count >= inputs && spent.compareTo(time) >= 0;
    }
}
