package io.github.athenaconnect.result.parquet;

import java.io.EOFException;
import java.io.InputStream;
import java.util.Optional;

/** The bytes of one column in one row group, from first to last, fetched a part at a time. */
final class ChunkBytes extends InputStream {
    private final FileBytes file;
    private final long end;
    private final int part;
    private Fetched at;
    private int index;

    /**
     * Reads {@code file[begin, end)}.
     *
     * @param part bytes to fetch at a time
     * @param whole bytes that are at hand already, all of these among them
     */
    ChunkBytes(FileBytes file, long begin, long end, int part, Optional<Fetched> whole) {
        this.file = file;
        this.end = end;
        this.part = part;
        this.at = whole.orElseGet(() -> new Fetched(begin, new byte[0]));
        this.index = (int) (begin - at.position);
    }

    /** Bytes of a file that are in memory. */
    static final class Fetched {
        private final long position;
        private final byte[] bytes;

        private Fetched(long position, byte[] bytes) {
            this.position = position;
            this.bytes = bytes;
        }
    }

    static Fetched fetch(FileBytes file, long position, int count) {
        byte[] bytes = new byte[count];
        file.read(position, bytes);
        return new Fetched(position, bytes);
    }

    @Override
    public int read() {
        if (position() == end) {
            return -1;
        }
        fill();
        return Byte.toUnsignedInt(at.bytes[index++]);
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (length == 0) {
            return 0;
        }
        if (position() == end) {
            return -1;
        }
        fill();
        int count = (int) Math.min(Math.min(length, at.bytes.length - index), end - position());
        System.arraycopy(at.bytes, index, into, from, count);
        index += count;
        return count;
    }

    /** The next bytes, exactly as many. */
    byte[] next(int count) throws EOFException {
        if (count < 0 || count > end - position()) {
            throw new EOFException("a column's pages go on behind their end");
        }
        byte[] bytes = new byte[count];
        int filled = 0;
        while (filled < count) {
            filled += read(bytes, filled, count - filled);
        }
        return bytes;
    }

    private long position() {
        return at.position + index;
    }

    private void fill() {
        if (index == at.bytes.length) {
            long position = position();
            at = fetch(file, position, (int) Math.min(part, end - position));
            index = 0;
        }
    }
}
