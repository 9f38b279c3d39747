package io.github.athenaconnect.offset;

import io.github.athenaconnect.type.Excerpt;
import org.apache.kafka.connect.errors.ConnectException;

/** A stored offset that this release cannot read; going on without it would deliver and pay again. */
public final class UnreadableOffsetException extends ConnectException {
    private static final long serialVersionUID = 1L;

    public UnreadableOffsetException(String message) {
        super(Excerpt.line(message));
    }
}
