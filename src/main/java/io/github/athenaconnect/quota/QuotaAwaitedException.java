package io.github.athenaconnect.quota;

import java.time.Instant;

/**
 * A call was not made, or refused as one too many, and is to be made again when its turn comes; nothing is wrong with it.
 *
 * <p>Without a stack trace, as it is as ordinary as a red light.
 */
public final class QuotaAwaitedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient QuotaWait awaited;

    QuotaAwaitedException(QuotaWait awaited) {
        super(null, null, false, false);
        this.awaited = awaited;
    }

    /** When to make the call again. */
    public Instant until() {
        return awaited.until();
    }

    @Override
    public String getMessage() {
        return awaited.reason();
    }
}
