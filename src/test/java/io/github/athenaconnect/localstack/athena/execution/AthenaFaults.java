package io.github.athenaconnect.localstack.athena.execution;

import io.github.athenaconnect.localstack.athena.protocol.RequestRefused;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** What Athena is to do wrong, or slowly. Safe for many threads. */
public final class AthenaFaults {
    private final InstantSource clock;
    private final Map<String, Queue<RequestRefused>> refusals = new HashMap<>();
    private final Map<String, CallQuota> quotas = new HashMap<>();
    private final Set<QueryExecutionState> held = new HashSet<>();
    private final Queue<Failure> failures = new ArrayDeque<>();
    private int requeues;
    private int activeQueryLimit = Integer.MAX_VALUE;
    private long scannedWhileHeld;

    /** None yet. */
    public AthenaFaults(InstantSource clock) {
        this.clock = clock;
    }

    /** Answers the next calls of an operation with ThrottlingException. */
    public AthenaFaults throttle(String operation, int calls) {
        return refuse(operation, calls, RequestRefused.throttled());
    }

    /** Answers the next calls of an operation with InternalServerException. */
    public AthenaFaults breakDown(String operation, int calls) {
        return refuse(operation, calls, RequestRefused.internal());
    }

    /** Answers the next calls of an operation with any error. */
    public synchronized AthenaFaults refuse(String operation, int calls, RequestRefused error) {
        Queue<RequestRefused> queue = refusals.computeIfAbsent(operation, name -> new ArrayDeque<>());
        for (int i = 0; i < calls; i++) {
            queue.add(error);
        }
        return this;
    }

    /** Answers the calls of an operation with ThrottlingException that are more than so many a second, or a burst of them. */
    public synchronized AthenaFaults limitCalls(String operation, double perSecond, int burst) {
        quotas.put(operation, new CallQuota(perSecond, burst, clock));
        return this;
    }

    /** Lets all calls through again. */
    public synchronized AthenaFaults liftQuotas() {
        quotas.clear();
        return this;
    }

    /** How many calls of an operation were refused for {@link #limitCalls}. */
    public synchronized long refusedCalls(String operation) {
        return Optional.ofNullable(quotas.get(operation))
                .map(CallQuota::refused)
                .orElse(0L);
    }

    /** Refuses to start a query while so many are queued or running, with TooManyRequestsException. */
    public synchronized AthenaFaults limitActiveQueries(int limit) {
        activeQueryLimit = limit;
        return this;
    }

    /** Keeps executions QUEUED, or RUNNING, when they get there, until {@link #release()}. */
    public synchronized AthenaFaults hold(QueryExecutionState state) {
        held.add(state);
        return this;
    }

    /** Says how much executions have scanned by now that are kept RUNNING. */
    public synchronized AthenaFaults scan(long bytes) {
        scannedWhileHeld = bytes;
        return this;
    }

    /** Lets executions go on that were held. */
    public synchronized AthenaFaults release() {
        held.clear();
        scannedWhileHeld = 0;
        return this;
    }

    /** Puts the next executions back to QUEUED once they run, as Athena does after an error of its own. */
    public synchronized AthenaFaults requeueNext(int executions) {
        requeues = executions;
        return this;
    }

    /** Lets the next execution fail, whatever its SQL is; failures queue up. */
    public synchronized AthenaFaults failNext(Failure failure) {
        failures.add(failure);
        return this;
    }

    /** Refuses a call that is to be refused. */
    public synchronized void beforeCall(String operation) throws RequestRefused {
        Queue<RequestRefused> queue = refusals.get(operation);
        RequestRefused refusal = queue == null ? null : queue.poll();
        if (refusal != null) {
            throw refusal;
        }
        CallQuota quota = quotas.get(operation);
        if (quota != null && !quota.admits()) {
            throw RequestRefused.throttled();
        }
    }

    /** How many executions may be queued or running. */
    public synchronized int activeQueryLimit() {
        return activeQueryLimit;
    }

    /** Takes one of the executions that are to be put back. */
    public synchronized boolean takeRequeue() {
        if (requeues == 0) {
            return false;
        }
        requeues--;
        return true;
    }

    /** Takes one of the failures that are to happen. */
    public synchronized Optional<Failure> takeFailure() {
        return Optional.ofNullable(failures.poll());
    }

    /** How much an execution has scanned by now that is kept RUNNING. */
    public synchronized long scannedWhileHeld() {
        return scannedWhileHeld;
    }

    /** Whether executions are to stay in a state. */
    public synchronized boolean holds(QueryExecutionState state) {
        return held.contains(state);
    }
}
