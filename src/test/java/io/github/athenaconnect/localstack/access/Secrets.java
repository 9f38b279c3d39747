package io.github.athenaconnect.localstack.access;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secrets of the stack, and the one rule for those of tests: each has {@link #MARK} in it, a word that stands nowhere else.
 * So whoever searches an output for the mark finds whatever secret got into it, also one that nobody told them of, and also
 * a part of one.
 */
public final class Secrets {
    /** In every secret. Of letters alone, so that no way of quoting a text changes it. */
    public static final String MARK = "hushhush";

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /**
     * A new secret, which nobody can guess.
     *
     * @param kind one word of letters, by which a reader of a report knows what it was
     * @param bytes how much of it is random
     */
    public static String drawn(String kind, int bytes) {
        byte[] drawn = new byte[bytes];
        RANDOM.nextBytes(drawn);
        return MARK + kind + "-" + HexFormat.of().formatHex(drawn) + "-" + MARK;
    }
}
