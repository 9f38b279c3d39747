package io.github.athenaconnect.localstack.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C as a value: the main thread asks for it, puts things away, and only then the process ends.
 *
 * <p>Everything is closed by the thread that opened it, so that nothing is closed while it is still being started.
 */
final class StopSignal {
    /** Longer than any orderly end takes; a stack that hangs must not keep the terminal. */
    private static final long PATIENCE_SECONDS = 20;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private StopSignal() {}

    /** Listens from now on. */
    static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::holdTheEnd, "demo-stop"));
        return signal;
    }

    /** Whether the end was asked for. */
    boolean asked() {
        return asked.getCount() == 0;
    }

    /** Lets the process end. */
    void ended() {
        ended.countDown();
    }

    private void holdTheEnd() {
        asked.countDown();
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("demo: not everything stopped within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
