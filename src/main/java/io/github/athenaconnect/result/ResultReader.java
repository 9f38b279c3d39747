package io.github.athenaconnect.result;

import org.apache.kafka.connect.data.Struct;

/**
 * Reads one result from a position to its end. Not for use by several threads, except {@link #close}.
 *
 * <p>Every method that may touch the network throws {@link UnreadableResultException}.
 */
public interface ResultReader extends AutoCloseable {
    /** Whether every row has been returned; may read ahead to find out. */
    boolean atEnd();

    /**
     * The next row.
     *
     * @throws java.util.NoSuchElementException if {@link #atEnd}
     * @throws UndecodableRowException if a value of the row is not of its column's type; {@link #position} has then moved
     *     past that row, so that a caller may go on
     */
    Struct next();

    /** The place after the row last returned, or where reading began. */
    ResultPosition position();

    /** Which bytes are being read, to be compared by whoever resumes; known before the first row. */
    ResultFingerprint fingerprint();

    /** Ends reading at once, also while another thread waits for the network. Harmless when repeated. */
    @Override
    void close();
}
