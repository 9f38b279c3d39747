package io.github.athenaconnect.result;

/**
 * How what a task may hold of its results before they are rows is shared out.
 *
 * @param bytes all of it, positive: the configuration key {@code buffer.max.bytes}
 */
public record ReadingMemory(long bytes) {
    /** Larger arrays there are not. */
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** An answer of Athena describes every column, whatever it has of rows: 10,000 columns take half of this. */
    private static final long LEAST_PAGE = 4L * 1024 * 1024;

    /** What all results together may fetch ahead. */
    public long ahead() {
        return bytes / 4;
    }

    /** What a row may take: of the rest, all but what growing needs for a moment. See {@link RowBuffer}. */
    public int row() {
        return (int) Math.min((bytes - ahead()) / 4 * 3, LARGEST_ARRAY);
    }

    /** What an answer of GetQueryResults may have, so that there is room for a row of the size that a row may have. */
    public long page() {
        return Math.max(row(), LEAST_PAGE);
    }
}
