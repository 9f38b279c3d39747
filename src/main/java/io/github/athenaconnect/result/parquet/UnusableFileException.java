package io.github.athenaconnect.result.parquet;

import org.jspecify.annotations.Nullable;

/** A file that cannot be read as Parquet, in words that go on after its name and end with what to do. */
public final class UnusableFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean tooLarge;

    private UnusableFileException(String problem, @Nullable Throwable cause, boolean tooLarge) {
        super(problem, cause);
        this.tooLarge = tooLarge;
    }

    static UnusableFileException malformed(String expected, String found) {
        return new UnusableFileException(
                "is not as Athena writes it: expected " + expected + ", found " + found
                        + "; check that nothing else writes there, and run the query again.",
                null,
                false);
    }

    static UnusableFileException damaged(Throwable cause) {
        return new UnusableFileException(
                "is not as Athena writes it: " + cause
                        + "; check that nothing else writes there, and run the query again.",
                cause,
                false);
    }

    static UnusableFileException tooLarge(String problem) {
        return new UnusableFileException(problem, null, true);
    }

    static UnusableFileException unpackable(String problem, @Nullable Throwable cause) {
        return new UnusableFileException(problem, cause, false);
    }

    /** Whether the file is sound, but asks for more memory than it may have. */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
