package io.github.athenaconnect.flow;

import io.github.athenaconnect.query.Execution;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows where an execution was started before its run was due, as the worker's clock was ahead of Athena's: what it
 * reads may not be complete, and the runs between would be missed.
 */
record EarlyStart(QueryFlow flow, OpenRun run) {
    private static final Logger log = LoggerFactory.getLogger(EarlyStart.class);

    /** Times of Athena's may be cut to the second. */
    private static final Duration CLOCK_GRAIN = Duration.ofSeconds(2);

    /** Whether it is one, by Athena's clock alone. */
    boolean is(Execution execution) {
        return execution.submitted().plus(CLOCK_GRAIN).isBefore(due());
    }

    /** Waits for what is due indeed; a run that is due by now is started again, as its next attempt. */
    Step giveUp(Execution execution) {
        if (execution.state() instanceof Execution.Pending) {
            flow.executions().cancel(execution.id());
            flow.chronicle().abandoned(execution);
        }
        log.warn(
                "{}: was started at {} by Athena's clock, but is due at {}: the worker's clock was ahead. Nothing of this"
                        + " execution is delivered, and the run is started again when it is due. Set the worker's clock.",
                flow.about(run.label()),
                execution.submitted(),
                due());
        Instant start = flow.plan().agenda().startOf(run.run());
        return Step.to(flow.clock().instant().isBefore(start) ? flow.before(run) : flow.attempt(run.again()));
    }

    private Instant due() {
        return run.run().scheduled();
    }
}
