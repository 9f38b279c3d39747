package io.github.athenaconnect.localstack.engine;

import java.util.ArrayList;
import java.util.List;

/** A request to end a statement, made by any thread at any time, heard by whoever runs the statement. */
public final class Cancellation {
    private final List<Runnable> listeners = new ArrayList<>();
    private boolean requested;

    /** Asks for the end; a second call does nothing. */
    public void request() {
        List<Runnable> toRun;
        synchronized (this) {
            if (requested) {
                return;
            }
            requested = true;
            toRun = List.copyOf(listeners);
        }
        toRun.forEach(Runnable::run);
    }

    /** Whether the end was asked for. */
    public synchronized boolean requested() {
        return requested;
    }

    /** Has an action run once when the end is asked for: at once if it already was, on the caller's thread. */
    public void onRequest(Runnable action) {
        synchronized (this) {
            if (!requested) {
                listeners.add(action);
                return;
            }
        }
        action.run();
    }
}
