package io.github.athenaconnect.result;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a step asks of the heap, whether it keeps it or not: a bound of what it can have held at any moment. */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** The bytes that the calling thread allocates while {@code step} runs. */
    static long of(Runnable step) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        step.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
