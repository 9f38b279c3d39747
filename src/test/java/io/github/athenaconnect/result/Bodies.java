package io.github.athenaconnect.result;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.AbortedException;

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

    /** Gives its first byte when there are as many such bodies as {@code others} counts. */
    static UnaryOperator<InputStream> notBefore(CountDownLatch others) {
        return body -> {
            others.countDown();
            return waitingFor(others).apply(body);
        };
    }

    /** Gives its first byte when {@code release} is open; an interrupt ends it as it ends the SDK's bodies. */
    static UnaryOperator<InputStream> waitingFor(CountDownLatch release) {
        return body -> new FilterInputStream(body) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                try {
                    release.await();
                } catch (InterruptedException interruption) {
                    Thread.currentThread().interrupt();
                    throw AbortedException.create("Thread was interrupted", interruption);
                }
                return super.read(into, from, length);
            }
        };
    }

    /** Tells {@code count} how many bytes each read brings. */
    static UnaryOperator<InputStream> counted(IntConsumer count) {
        return body -> new FilterInputStream(body) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int bytes = super.read(into, from, length);
                count.accept(Math.max(bytes, 0));
                return bytes;
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
