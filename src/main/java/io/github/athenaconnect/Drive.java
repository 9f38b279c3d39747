package io.github.athenaconnect;

import io.github.athenaconnect.flow.PumpThreads;
import io.github.athenaconnect.result.ReadAhead;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What moves a task: who takes the steps of its queries, and how long the worker's poll waits for what they read.
 *
 * @param threads makes the threads of a task
 * @param longestPoll how long a poll waits for records at most
 * @param passing tells how time passes, and is never set
 */
record Drive(ThreadMaker threads, Duration longestPoll, InstantSource passing) {
    /** Nothing wakes a blocked poll when the worker wants to pause or stop, so none lasts longer. */
    private static final Duration LONGEST_POLL = Duration.ofSeconds(1);

    /** Threads of the task's own, and polls short enough for a worker that wants to stop. */
    static Drive byThreads(InstantSource passing) {
        return new Drive(
                (connector, most) -> PumpThreads.of(connector, most, ReadAhead.connections()), LONGEST_POLL, passing);
    }

    /** Makes the threads of one task of a connector. */
    @FunctionalInterface
    interface ThreadMaker {
        /** At most {@code most} queries may take a step at once. */
        PumpThreads make(String connector, int most);
    }
}
