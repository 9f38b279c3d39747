package io.github.athenaconnect;

import io.github.athenaconnect.flow.Pump;
import io.github.athenaconnect.flow.QueryFlow;
import io.github.athenaconnect.flow.RecordBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * What moves a task: who takes the steps of its queries, and how long the worker's poll waits for what they read.
 *
 * @param pumps makes the pump of a task
 * @param longestPoll how long a poll waits for records at most
 */
record Drive(PumpMaker pumps, Duration longestPoll) {
    /** Nothing wakes a blocked poll when the worker wants to pause or stop, so none lasts longer. */
    private static final Duration LONGEST_POLL = Duration.ofSeconds(1);

    /** Threads of the task's own, and polls short enough for a worker that wants to stop. */
    static Drive byThreads() {
        return new Drive(Pump::new, LONGEST_POLL);
    }

    /** Makes a pump at rest. */
    @FunctionalInterface
    interface PumpMaker {
        /** Makes the pump of one task, for the connector {@code name}. */
        Pump make(String name, List<QueryFlow> flows, RecordBuffer buffer, InstantSource clock);
    }
}
