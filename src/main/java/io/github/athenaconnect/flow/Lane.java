package io.github.athenaconnect.flow;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A query and whether it takes a step at the moment. Safe for several threads. */
final class Lane {
    private final QueryFlow flow;
    private final ReentrantLock step = new ReentrantLock();

    Lane(QueryFlow flow) {
        this.flow = flow;
    }

    QueryFlow flow() {
        return flow;
    }

    /** Whether it takes a step at this moment. */
    boolean isBusy() {
        return step.isLocked();
    }

    /** Takes a step; if it would open one result too many, the query is scheduled by the one that makes room for it. */
    Step advance(OpenResults results) {
        step.lock();
        try {
            return flow.advance(() -> results.enter(this));
        } finally {
            step.unlock();
        }
    }

    /**
     * Waits for a start that is under way to tell the execution it began.
     *
     * @return whether it has, or there was nothing to wait for
     */
    boolean awaitStart(long nanos) throws InterruptedException {
        if (!flow.isStarting()) {
            return true;
        }
        if (!step.tryLock(nanos, TimeUnit.NANOSECONDS)) {
            return false;
        }
        step.unlock();
        return true;
    }
}
