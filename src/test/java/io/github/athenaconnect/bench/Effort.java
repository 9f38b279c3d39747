package io.github.athenaconnect.bench;

/**
 * How thoroughly is measured.
 *
 * @param rounds how often each way takes its turn; a median of fewer than five means little
 * @param scale 1 for the sizes that the goals speak of; less where only the benchmark itself is tried
 */
record Effort(int rounds, double scale) {

    Effort {
        if (rounds < 1 || scale <= 0) {
            throw new IllegalArgumentException("Expected 1 round or more and a positive scale, found " + rounds
                    + " and " + scale + "; set bench.rounds and bench.scale.");
        }
    }

    /** From the system properties {@code bench.rounds} and {@code bench.scale}. */
    static Effort configured() {
        return new Effort(
                Integer.getInteger("bench.rounds", 5), Double.parseDouble(System.getProperty("bench.scale", "1")));
    }

    /** A number of rows or bytes at this scale, 1 or more. */
    long of(long full) {
        return Math.max(1, Math.round(full * scale));
    }
}
