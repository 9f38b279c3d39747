package io.github.athenaconnect.localstack.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** A body with a fault in it: once, at a given byte, something happens. */
final class FaultyStream extends FilterInputStream {
    private final Fault fault;
    private long bytesBefore;

    FaultyStream(InputStream body, long bytesBefore, Fault fault) {
        super(body);
        this.bytesBefore = bytesBefore;
        this.fault = fault;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        if (bytesBefore < 0) {
            return super.read(target, offset, count);
        }
        if (bytesBefore == 0) {
            bytesBefore = -1;
            strike();
            return super.read(target, offset, count);
        }
        int read = super.read(target, offset, (int) Math.min(count, bytesBefore));
        bytesBefore -= Math.max(read, 0);
        return read;
    }

    private void strike() throws IOException {
        try {
            fault.strike();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("Interrupted while a body was stalled");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    /** What happens at the byte. */
    interface Fault {
        void strike() throws IOException, InterruptedException;
    }
}
