package io.github.athenaconnect.result;

import java.util.OptionalLong;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Reads one result from a position to its end. Not for use by several threads, except {@link #close}.
 *
 * <p>{@link #atEnd}, {@link #next} and {@link #fingerprint} may touch the network and then throw
 * {@link UnreadableResultException}. A reader that has thrown it from one of the first two is closed; {@link #position}
 * still tells where another one can go on. A reader of Athena's pages lets the SDK's exceptions pass through these two
 * as well, and is then neither closed nor moved.
 */
public interface ResultReader extends AutoCloseable {
    /** Whether every row has been returned; may read ahead to find out. */
    boolean atEnd();

    /**
     * The next row.
     *
     * @throws java.util.NoSuchElementException if {@link #atEnd}
     * @throws UndecodableRowException if a value of the row is not of its column's type. The row counts as returned all the
     *     same: {@link #position} is behind it, {@link #text} and {@link #place} tell of it, and a caller may go on
     */
    Struct next();

    /**
     * Athena's text of a value of the row last returned, by the index of its column; null for NULL.
     *
     * @throws IllegalStateException if no row has been returned, or {@link #atEnd} has been asked since
     */
    @Nullable String text(int column);

    /**
     * Where the row last returned lies.
     *
     * @throws IllegalStateException if no row has been returned, or {@link #atEnd} has been asked since
     */
    RowPlace place();

    /** The place after the row last returned, or where reading began. */
    ResultPosition position();

    /**
     * What {@link ResultPosition#bytes} is going to be at the end, where that is known before; may touch the network like
     * {@link #fingerprint}.
     */
    default OptionalLong totalBytes() {
        return OptionalLong.empty();
    }

    /** Which bytes are being read, to be kept by whoever wants to resume; known before the first row. */
    ResultFingerprint fingerprint();

    /**
     * Ends reading at once, also while another thread waits for bytes of the result: that thread then gets
     * {@link UnreadableResultException.Reason#CLOSED}, like every later caller. A request that S3 has not begun to
     * answer ends with the client's timeout or an interrupt of the reading thread. Harmless when repeated.
     */
    @Override
    void close();
}
