package io.github.athenaconnect.localstack.s3;

import java.io.InputStream;

/** Reads a range of a generated object. */
final class GeneratedStream extends InputStream {
    private final GeneratedObject object;
    private final long end;
    private long position;

    GeneratedStream(GeneratedObject object, long first, long last) {
        this.object = object;
        this.position = first;
        this.end = last + 1;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) {
        if (count == 0) {
            return 0;
        }
        if (position >= end) {
            return -1;
        }
        int read = object.read(position, target, offset, (int) Math.min(count, end - position));
        position += read;
        return read;
    }
}
