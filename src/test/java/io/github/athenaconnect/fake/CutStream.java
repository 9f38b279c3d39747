package io.github.athenaconnect.fake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;

/** Ends with an error after some bytes, as a reset connection does. */
public final class CutStream extends FilterInputStream {
    private int left;

    /** Lets {@code bytes} of {@code body} through. */
    public CutStream(InputStream body, int bytes) {
        super(body);
        left = bytes;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            throw new SocketException("Connection reset");
        }
        int read = super.read(buffer, offset, Math.min(left, length));
        left -= Math.max(read, 0);
        return read;
    }
}
