package io.github.athenaconnect.result.parquet;

import java.nio.ByteBuffer;
import org.apache.parquet.column.Encoding;

/**
 * Looks through the values of a page that are stored as differences (apache/parquet-format, "Encodings", delta encodings),
 * before the library makes room for as many as they say there are.
 */
final class DeltaPages {
    /** What the library makes of a number. */
    private static final int NUMBER = 8;

    /** The format asks for blocks of a multiple of 128 values; every known writer takes four miniblocks of 32. */
    private static final int LARGEST_BLOCK = 1 << 16;

    private DeltaPages() {}

    /** Whether values of this encoding are looked through here. */
    static boolean isOne(Encoding encoding) {
        return encoding.name().startsWith("DELTA_");
    }

    /**
     * Fails if the numbers of a page, of which texts have two or one each, are more than may be held.
     *
     * @param maximumBytes what the numbers may take
     */
    static void requireRoomFor(Encoding encoding, byte[] values, int maximumBytes) {
        ByteBuffer left = ByteBuffer.wrap(values);
        skipNumbers(left, maximumBytes / NUMBER);
        if (encoding == Encoding.DELTA_BYTE_ARRAY) {
            skipNumbers(left, maximumBytes / NUMBER);
        }
    }

    private static void skipNumbers(ByteBuffer bytes, int most) {
        long block = varint(bytes);
        long miniblocks = varint(bytes);
        long count = varint(bytes);
        long unused = varint(bytes);
        if (block < 1 || block > LARGEST_BLOCK || miniblocks < 1 || miniblocks > block || count < 0 || count > most) {
            throw UnusableFileException.malformed(
                    "at most " + most + " values of a page in blocks of at most " + LARGEST_BLOCK,
                    count + " in blocks of " + block + " in " + miniblocks + " parts");
        }
        int values = (int) (block / miniblocks);
        for (long left = count - 1; left > 0; ) {
            unused = varint(bytes);
            byte[] widths = new byte[(int) miniblocks];
            bytes.get(widths);
            for (int index = 0; index < widths.length && left > 0; index++) {
                bytes.position(bytes.position() + Byte.toUnsignedInt(widths[index]) * values / Byte.SIZE);
                left -= values;
            }
        }
    }

    /** Seven bits a byte, the least first. */
    private static long varint(ByteBuffer bytes) {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes.get();
            number |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw UnusableFileException.malformed("a number of at most ten bytes", "a longer one");
    }
}
