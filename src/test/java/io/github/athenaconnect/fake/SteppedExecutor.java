package io.github.athenaconnect.fake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * An executor without threads: what was given to it is done when the test says so, in the order in which it became due by
 * the clock. For one thread.
 */
public final class SteppedExecutor extends AbstractExecutorService implements ScheduledExecutorService {
    private final InstantSource clock;
    private final PriorityQueue<Work> waiting =
            new PriorityQueue<>(Comparator.comparing(Work::due).thenComparing(Work::number));
    private long given;
    private boolean shutDown;

    /** Tells due work from other work by {@code clock}. */
    public SteppedExecutor(InstantSource clock) {
        this.clock = clock;
    }

    /** Does what is due first; false if nothing is. */
    public boolean step() {
        Optional<Instant> due = nextDue();
        if (due.isEmpty() || due.get().isAfter(clock.instant())) {
            return false;
        }
        waiting.remove().run();
        return true;
    }

    /** When there will be something to do. */
    public Optional<Instant> nextDue() {
        return Optional.ofNullable(waiting.peek()).map(Work::due);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        if (shutDown) {
            throw new RejectedExecutionException("shut down");
        }
        Work work = new Work(command, clock.instant().plusNanos(unit.toNanos(delay)), given++);
        waiting.add(work);
        return work;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutDown = true;
        List<Runnable> left = List.copyOf(waiting);
        waiting.clear();
        return left;
    }

    @Override
    public void shutdown() {
        shutDown = true;
    }

    @Override
    public boolean isShutdown() {
        return shutDown;
    }

    @Override
    public boolean isTerminated() {
        return shutDown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }

    /** Is due at once, behind what was due before. */
    @Override
    public void execute(Runnable command) {
        ScheduledFuture<?> unused = schedule(command, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("Work here has no result");
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException("Work here is done once");
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long first, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("Work here is done once");
    }

    private static final class Work extends FutureTask<Void> implements RunnableScheduledFuture<Void> {
        private final Runnable command;
        private final Instant due;
        private final long number;

        Work(Runnable command, Instant due, long number) {
            super(command, null);
            this.command = command;
            this.due = due;
            this.number = number;
        }

        Instant due() {
            return due;
        }

        long number() {
            return number;
        }

        /** Lets what is thrown through, which a future would keep. */
        @Override
        public void run() {
            command.run();
        }

        @Override
        public boolean isPeriodic() {
            return false;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return due.compareTo(((Work) other).due);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(number);
        }
    }
}
