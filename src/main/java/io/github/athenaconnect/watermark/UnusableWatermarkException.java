package io.github.athenaconnect.watermark;

import io.github.athenaconnect.type.Excerpt;

/** Watermark columns that a result does not have, or that have no order; or a value that is none of their type. */
public final class UnusableWatermarkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableWatermarkException(String message) {
        super(Excerpt.line(message));
    }
}
