package io.github.athenaconnect;

import java.util.Random;
import java.util.stream.LongStream;

/**
 * Where chance begins in the tests that go by it: at the same place in every build, so that a build fails for what was changed
 * and for nothing else. {@code -Dtest.seed=7} begins elsewhere.
 */
public final class Chance {
    private static final long SEED = Long.getLong("test.seed", 20_261_127);

    private Chance() {}

    /** The seed of all tests. */
    public static long seed() {
        return SEED;
    }

    /** The seed of one test, which a system property of its own may name. */
    public static long seed(String property) {
        return Long.getLong(property, SEED);
    }

    /** So many seeds. */
    public static LongStream seeds(int count) {
        return new Random(SEED).longs(count);
    }
}
