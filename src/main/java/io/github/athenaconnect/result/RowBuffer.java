package io.github.athenaconnect.result;

/**
 * The bytes of the row being read, and those read ahead of it; positions in it count from where that row begins.
 *
 * <p>Its memory is constant: it grows only for a row that is larger than it, up to a limit, and shrinks back behind it.
 * While it grows or shrinks there are two arrays, which together are at most a third larger than the largest row.
 */
final class RowBuffer {
    /** Large enough to make a call of the network cheap, small enough to stay in a processor's cache. */
    private static final int USUAL_CAPACITY = 256 * 1024;

    private final ResultObject object;
    private final int usualCapacity;
    private final int maximumRowBytes;
    private byte[] bytes;
    private int start;
    private int end;
    private long offset;

    /** Reads {@code object}, which stands at byte {@code offset}. */
    RowBuffer(ResultObject object, long offset, int maximumRowBytes) {
        this.object = object;
        this.offset = offset;
        this.maximumRowBytes = maximumRowBytes;
        this.usualCapacity = Math.min(USUAL_CAPACITY, Math.max(1, maximumRowBytes / 3));
        this.bytes = new byte[usualCapacity];
    }

    /** The array behind; another one after each {@link #fill} and {@link #release}. */
    byte[] bytes() {
        return bytes;
    }

    /** Where in {@link #bytes} the row begins; another place after each {@link #fill} and {@link #release}. */
    int start() {
        return start;
    }

    /** Number of bytes at hand from the row's beginning on, read-ahead included. */
    int length() {
        return end - start;
    }

    /** The object's byte at which the row begins. */
    long offset() {
        return offset;
    }

    /** Whether there is no room for another byte of this row. */
    boolean isFull() {
        return length() == maximumRowBytes;
    }

    /**
     * Forgets the first {@code count} bytes: the next row begins behind them.
     *
     * @return whether the array has been exchanged for a smaller one and is to be forgotten: whoever reads may now wait for
     *     long
     */
    boolean release(int count) {
        start += count;
        offset += count;
        boolean oversized = bytes.length > usualCapacity && length() <= bytes.length / 3;
        if (oversized) {
            moveTo(new byte[Math.max(usualCapacity, length())]);
        }
        return oversized;
    }

    /**
     * Reads more bytes of the object; not to be called when {@link #isFull}.
     *
     * @return whether there were any; {@code false} at the end of the object
     */
    boolean fill() {
        if (end == bytes.length) {
            makeRoom();
        }
        int count = object.read(bytes, end, bytes.length - end);
        end += Math.max(count, 0);
        return count > 0;
    }

    private void makeRoom() {
        boolean rowFillsAll = start == 0;
        moveTo(rowFillsAll ? new byte[largerCapacity()] : bytes);
    }

    /** Doubled where that still leaves the last array no more than a third to copy. */
    private int largerCapacity() {
        long twice = 2L * bytes.length;
        return twice <= maximumRowBytes / 3 ? (int) twice : maximumRowBytes;
    }

    private void moveTo(byte[] target) {
        System.arraycopy(bytes, start, target, 0, length());
        end -= start;
        start = 0;
        bytes = target;
    }
}
