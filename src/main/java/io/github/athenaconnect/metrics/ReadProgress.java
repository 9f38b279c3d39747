package io.github.athenaconnect.metrics;

import java.util.OptionalLong;

/**
 * How far a result has been read.
 *
 * @param rows of it that were read
 * @param bytes of it that were read
 * @param total bytes it has, in the same measure; absent where that is not known before its end
 */
public record ReadProgress(long rows, long bytes, OptionalLong total) {
    /** Of no result. */
    public static final ReadProgress NONE = new ReadProgress(0, 0, OptionalLong.empty());
}
