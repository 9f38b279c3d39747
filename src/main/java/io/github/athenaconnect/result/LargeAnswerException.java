package io.github.athenaconnect.result;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** An answer of GetQueryResults that is larger than may be held, or has a value larger than the SDK takes. */
final class LargeAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** By which the SDK's reader of JSON says that a text is longer than it lets one be. */
    private static final String CONSTRAINED = "StreamConstraintsException";

    private final long bytes;
    private final long most;

    /**
     * An answer that was broken off.
     *
     * @param bytes of the answer: all if it says so itself, or else those that came
     * @param most how many it may have
     */
    LargeAnswerException(long bytes, long most) {
        super(String.format(Locale.ROOT, "an answer of %d bytes or more, where %d may be held", bytes, most));
        this.bytes = bytes;
        this.most = most;
    }

    private LargeAnswerException(Throwable constrained) {
        super(constrained);
        this.bytes = 0;
        this.most = 0;
    }

    /** What is behind a failed call, if it is this. */
    static Optional<LargeAnswerException> behind(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .flatMap(cause -> {
                    if (cause instanceof LargeAnswerException large) {
                        return Stream.of(large);
                    }
                    return cause.getClass().getSimpleName().equals(CONSTRAINED)
                            ? Stream.of(new LargeAnswerException(cause))
                            : Stream.empty();
                })
                .findFirst();
    }

    /** Of so many rows that were too many, how many may fit; 1 or more. One that is too long for the SDK is found by itself. */
    int fitting(int rows) {
        return bytes == 0 ? 1 : (int) Math.max(1, Math.min(rows / 2, rows * most / bytes));
    }

    /** What is told of a line of a result that is too large by itself: which it is, what is wrong with it, and what helps. */
    String message(String location, String line) {
        return "Result " + location + ": " + line
                + (bytes == 0
                        ? " has a value that is longer than AWS's SDK takes from Athena, 20000000 characters; set"
                                + " result.format to csv or unload where S3 has the result, or select less of it."
                        : " comes, with what Athena says of its columns, in more than the " + most
                                + " bytes that an answer may have; raise buffer.max.bytes.");
    }
}
