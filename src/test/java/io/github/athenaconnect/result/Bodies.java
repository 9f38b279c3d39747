package io.github.athenaconnect.result;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;

/** Ways in which the bytes of an answer may arrive. */
final class Bodies {
    private Bodies() {}

    /** At most as many bytes per read as {@code sizes} gives. */
    static UnaryOperator<InputStream> inPieces(IntSupplier sizes) {
        return body -> new FilterInputStream(body) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return super.read(into, from, Math.min(length, sizes.getAsInt()));
            }
        };
    }

    /** Ends like a complete body after {@code bytes}. */
    static UnaryOperator<InputStream> endingAfter(int bytes) {
        return body -> new ByteArrayInputStream(take(body, bytes));
    }

    /** Loses its connection after {@code bytes}. */
    static UnaryOperator<InputStream> brokenAfter(int bytes) {
        return body ->
                new SequenceInputStream(endingAfter(bytes).apply(body), failing(new IOException("Connection reset")));
    }

    /** Throws {@code failure} where it should end. */
    static UnaryOperator<InputStream> failingAtEnd(RuntimeException failure) {
        return body -> new SequenceInputStream(body, failing(failure));
    }

    /** Goes on behind its end with {@code extra}. */
    static UnaryOperator<InputStream> followedBy(byte... extra) {
        return body -> new SequenceInputStream(body, new ByteArrayInputStream(extra));
    }

    private static byte[] take(InputStream body, int bytes) {
        try {
            return body.readNBytes(bytes);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static InputStream failing(Exception failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                if (failure instanceof RuntimeException unchecked) {
                    throw unchecked;
                }
                throw (IOException) failure;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return read();
            }
        };
    }
}
