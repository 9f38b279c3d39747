package io.github.athenaconnect.bench;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What has been opened so far: all of it is closed, in the reverse order, even if some of it fails. For one thread. */
final class OpenParts implements Closeable {
    private final Deque<Closeable> parts = new ArrayDeque<>();

    void add(Closeable part) {
        parts.push(part);
    }

    @Override
    public void close() throws IOException {
        if (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } finally {
                close();
            }
        }
    }
}
