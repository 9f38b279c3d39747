package io.github.athenaconnect.result.parquet;

/** The bytes of a file from {@code begin} to before {@code end}. */
public record FileRange(long begin, long end) {
    boolean isEmpty() {
        return begin >= end;
    }
}
