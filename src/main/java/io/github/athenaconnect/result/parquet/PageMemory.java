package io.github.athenaconnect.result.parquet;

/**
 * Counts what the columns of a row group hold unpacked at the same time, each a page and a dictionary: a file of a few
 * kilobytes can unpack to as much as may be held, in each of its columns. Not for use by several threads.
 *
 * <p>There is room for one row's most, and beside it for what is usual in every column. Of how many columns that is, depends
 * on what a row may have: a writer bounds a row group by what its pages take packed (128 MiB, Trino's
 * {@code parquet.writer.block-size}), which bounds neither what they unpack to nor the dictionaries of hundreds of columns.
 */
final class PageMemory {
    /** A page and a dictionary, which every known writer cuts at a mebibyte (apache/parquet-format, "Configurations"). */
    static final int USUAL_BYTES = 2 * 1024 * 1024;

    /** So many columns may have what is usual, however little a row may have. */
    static final int LEAST_USUAL = 128;

    /** What is usual may take so many times what a row may have: by default, 576 dictionaries or 288 of these and pages. */
    static final int ROWS = 16;

    /** Of a usual dictionary, if its values have four bytes. */
    private static final int USUAL_VALUES = 256 * 1024;

    /** What is made of each value of a dictionary, beside its bytes. */
    private static final int VALUE = 32;

    private final long most;
    private long held;

    /**
     * Room for the pages of so many columns.
     *
     * @param maximumBytes what one page may have
     */
    PageMemory(int columns, int maximumBytes) {
        long usual = Math.max((long) USUAL_BYTES * LEAST_USUAL, (long) ROWS * maximumBytes);
        this.most = maximumBytes + Math.min((long) USUAL_BYTES * columns, usual);
    }

    /** Counts some bytes more, which are wanted in a column. */
    void take(long bytes, String column) {
        held += bytes;
        if (held > most) {
            throw UnusableFileException.tooLarge("has pages that unpack to more than " + most
                    + " bytes at the same time, when they come to column " + column + "; raise buffer.max.bytes.");
        }
    }

    /** Counts some bytes less. */
    void giveBack(long bytes) {
        held -= bytes;
    }

    /** What a dictionary takes. */
    static long ofDictionary(int bytes, int values) {
        return bytes + (long) VALUE * Math.max(0, values - USUAL_VALUES);
    }
}
