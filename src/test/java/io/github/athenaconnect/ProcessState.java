package io.github.athenaconnect;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process holds.
 *
 * @param heap bytes that are reachable
 * @param threads that live
 * @param files descriptors that are open, those of connections among them; 0 where the system does not tell
 */
record ProcessState(long heap, int threads, long files) {
    private static final int COLLECTIONS = 4;

    /** After collections of the heap. */
    static ProcessState now() {
        return new ProcessState(reachable(), ManagementFactory.getThreadMXBean().getThreadCount(), openFiles());
    }

    private static long reachable() {
        long least = Long.MAX_VALUE;
        for (int collection = 0; collection < COLLECTIONS; collection++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : 0;
    }

    @Override
    public String toString() {
        return heap / 1024 + " KiB of heap, " + threads + " threads, " + files + " open files";
    }
}
