package io.github.athenaconnect.localstack.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been started so far, to be closed in the opposite order. For one thread. */
final class StartedParts implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    /** Takes over the closing of {@code part} and gives it back. */
    <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /** Closes every part, also after one that could not be closed; such failures are thrown at the end. */
    @Override
    public void close() {
        Exception first = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw new IllegalStateException("Not everything could be stopped", first);
        }
    }
}
