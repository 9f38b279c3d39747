package io.github.athenaconnect.localstack.access;

/** A request does not prove who sends it. Each service says so with error codes of its own. */
public final class SignatureRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What is wrong with the proof. */
    public enum Reason {
        /** There is none. */
        MISSING,
        /** It is not of signature version 4, or lacks a part. */
        INCOMPLETE,
        /** No key has that id, or it needs a session token and there is none. */
        UNKNOWN_KEY,
        /** The session token is not the one of the key. */
        WRONG_TOKEN,
        /** The key has expired. */
        EXPIRED_TOKEN,
        /** It is for another service or region. */
        WRONG_SCOPE,
        /** It was made too long ago, or is from the future. */
        STALE,
        /** It was made with another secret, or for another request. */
        WRONG_SIGNATURE
    }

    SignatureRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What is wrong with the proof. */
    public Reason reason() {
        return reason;
    }
}
