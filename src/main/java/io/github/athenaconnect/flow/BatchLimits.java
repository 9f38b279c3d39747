package io.github.athenaconnect.flow;

/**
 * How much one step reads at most, and so how much one poll returns.
 *
 * @param rows rows in a batch; positive
 * @param bytes bytes of the result in a batch, exceeded by less than a row; positive
 * @param whole whether a batch is only handed over as large as it can be, as readers are to see it all at once; otherwise
 *     one that breaks off is handed over as far as it came
 * @param row bytes of a row above which its record may be refused; positive
 */
public record BatchLimits(int rows, long bytes, boolean whole, long row) {
    /** Of batches that may break off, with rows of any size. */
    public BatchLimits(int rows, long bytes) {
        this(rows, bytes, false, Long.MAX_VALUE);
    }
}
