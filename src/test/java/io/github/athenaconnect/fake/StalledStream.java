package io.github.athenaconnect.fake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;

/** Gives no byte until its connection is cut, as a silent server does. */
public final class StalledStream extends FilterInputStream {
    private final CountDownLatch cut = new CountDownLatch(1);

    public StalledStream(InputStream body) {
        super(body);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            cut.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("closed");
    }

    @Override
    public void close() {
        cut.countDown();
    }
}
