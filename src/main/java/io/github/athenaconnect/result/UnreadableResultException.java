package io.github.athenaconnect.result;

import io.github.athenaconnect.type.Excerpt;

/**
 * A result that cannot be read, or not any further.
 *
 * <p>The message names the object, what was expected, what was found and the next step; whoever knows them adds query
 * and execution.
 */
public final class UnreadableResultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, as far as the next step depends on it. */
    public enum Reason {
        /** The object is not there, or not any more. */
        GONE,
        /** The object is not the one that was being read. */
        CHANGED,
        /** S3 refuses to hand it out. */
        DENIED,
        /** Whoever answers in S3's place is another, by the certificate. */
        UNTRUSTED,
        /** The result is not in the one form that {@code result.format} asks for. */
        OTHER_FORMAT,
        /** The connection kept failing until the attempts were used up. */
        BROKEN,
        /** The bytes are not a result as Athena writes them. */
        MALFORMED,
        /** A row takes more memory than it may. */
        TOO_LARGE,
        /** The reader was closed, or its thread interrupted, while it was reading: nothing is wrong with the result. */
        CLOSED
    }

    private final Reason reason;

    public UnreadableResultException(Reason reason, String message, Throwable cause) {
        super(Excerpt.line(message), cause);
        this.reason = reason;
    }

    public UnreadableResultException(Reason reason, String message) {
        super(Excerpt.line(message));
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Whether what was to be read does not exist any more, so that no mending brings it back. */
    public boolean isMissing() {
        return reason == Reason.GONE || reason == Reason.CHANGED;
    }

    /** Whether it is the result that is at fault and not its surroundings: the result of another run may be readable. */
    public boolean isOfThisResult() {
        return isMissing() || reason == Reason.MALFORMED || reason == Reason.TOO_LARGE;
    }

    /** Whether it is there and makes no sense. */
    public boolean isDamaged() {
        return reason == Reason.MALFORMED;
    }

    /** Whether reading on may succeed later although nobody mends anything. */
    public boolean passing() {
        return reason == Reason.BROKEN;
    }
}
