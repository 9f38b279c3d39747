package io.github.athenaconnect.flow;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Which queries may have a result open: each holds a connection and memory as long as it is read, so there is an end to it,
 * and further ones wait for their turn, in their order. Safe for several threads.
 */
final class OpenResults {
    private final int most;
    private final Set<Lane> open = new HashSet<>();
    private final Queue<Lane> waiting = new ArrayDeque<>();

    /** At most {@code most} at once; positive. */
    OpenResults(int most) {
        this.most = most;
    }

    /** Queries that may have a result open. */
    synchronized int count() {
        return open.size();
    }

    /**
     * Lets a query open a result, or has it wait.
     *
     * @return whether it may; otherwise {@link #leave} names it when it may, which is then settled
     */
    synchronized boolean enter(Lane lane) {
        boolean room = open.contains(lane) || open.size() < most;
        boolean unused = room ? open.add(lane) : waiting.add(lane);
        return room;
    }

    /**
     * Says that a query has no result open, which may have been so before.
     *
     * @return the query that may open one in its stead, if one waits
     */
    synchronized Optional<Lane> leave(Lane lane) {
        if (!open.remove(lane)) {
            return Optional.empty();
        }
        Optional<Lane> next = Optional.ofNullable(waiting.poll());
        next.ifPresent(open::add);
        return next;
    }
}
