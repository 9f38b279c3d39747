package io.github.athenaconnect;

import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.fake.SteppedExecutor;
import io.github.athenaconnect.flow.PumpThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.runtime.WorkerTransactionContext;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/**
 * One life of a worker with one task, without threads and without waiting: the real task, driven in one thread, and of the
 * worker what decides which records and offsets last.
 *
 * <p>The rules and where they are written, all in {@code org.apache.kafka.connect.runtime} of Kafka 3.7 to 4.3:
 *
 * <ol>
 *   <li>Poll, then send record by record, then end the batch; a poll that gives null ends a batch too
 *       (AbstractWorkerSourceTask#execute).
 *   <li>A record that a transformation drops is not sent, and its offset is not stored
 *       (AbstractWorkerSourceTask#sendRecords); the task hears {@code commitRecord(record, null)} of it, at once
 *       (WorkerSourceTask#recordDropped) or with the next commit (ExactlyOnceWorkerSourceTask#recordDropped).
 *   <li>Exactly once: the first record that is sent opens a transaction (ExactlyOnceWorkerSourceTask#prepareToSendRecord);
 *       its offset waits for the commit (#recordDispatched).
 *   <li>A commit happens only if a transaction is open or an offset waits (TransactionBoundaryManager#maybeCommitTransaction);
 *       it opens one if none is open, writes the offsets into it, and is atomic (#commitTransaction).
 *   <li>Boundaries: {@code poll} commits after each batch; {@code interval} after a batch when so much time has passed;
 *       {@code connector} when the task asked for it, for a batch or for a record, which may also be one that was dropped
 *       (#buildTransactionManager, #recordDropped).
 *   <li>An abort takes the records back and leaves their offsets, which are committed at once in a transaction of their own
 *       (#buildTransactionManager). Without an open transaction the producer refuses an abort, and the task fails
 *       (TransactionManager.State#isTransitionValid of kafka-clients).
 *   <li>A stop commits what is open ({@code poll}, {@code interval}), or does not ({@code connector} that has not asked); a
 *       crash loses it, and so does a failure of the task under exactly once, but not without (#finalOffsetCommit).
 *   <li>At least once: an offset may be stored when its record and all before it of the same partition are acknowledged
 *       (SubmittedRecords#committableOffsets), as far as that was so at the last iteration of the task's loop
 *       (WorkerSourceTask#beginSendIteration); another thread flushes them every {@code offset.flush.interval.ms}, also
 *       between two records of a batch (SourceTaskOffsetCommitter).
 *   <li>Acknowledgements come later than the sending, in order, as the producer is idempotent. What is under way when the
 *       worker dies may be in the topic, or not.
 *   <li>An offset that is null is stored as a tombstone of its partition (OffsetStorageWriter#doFlush).
 *   <li>Exactly once: the producer of a worker that was replaced without knowing it can neither commit nor abort, and the task
 *       fails (Worker#taskTransactionalId, KafkaProducer#initTransactions of the new one). At least once nobody hinders it.
 *   <li>While it is paused the worker does not poll; the task is not told (AbstractWorkerSourceTask#execute).
 *   <li>Offsets are read from what was committed, through JSON (OffsetStorageReaderImpl#offsets).
 * </ol>
 *
 * <p>Not simulated: retries of sending, converters, topic creation. Several of these are the tasks of one connector.
 */
final class SimulatedWorker {
    /** Both {@code offset.flush.interval.ms} and {@code transaction.boundary.interval.ms}. */
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(700);

    private static final Duration TIME_PER_ITERATION = Duration.ofMillis(50);
    private static final Duration TIME_PER_RECORD = Duration.ofMillis(100);

    /** Records that are under way to the broker before the first of them is acknowledged. */
    private static final int UNACKNOWLEDGED = 2;

    private final Map<String, String> properties;
    private final Boundary boundary;
    private final Predicate<SourceRecord> transformation;
    private final SimulatedKafka kafka;
    private final SettableClock clock;
    private final CrashPoints points;
    private final int life;
    private final SteppedExecutor executor;
    private final SourceTask task;
    private final WorkerTransactionContext transactions = new WorkerTransactionContext();

    private final List<SourceRecord> open = new ArrayList<>();
    private final Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
    private final Map<SourceRecord, Boolean> commitable = new HashMap<>();
    private boolean transactionOpen;
    private boolean fenced;
    private int turnsAhead;
    private Instant lastCommit;

    private final Deque<SourceRecord> underWay = new ArrayDeque<>();
    private final Map<Map<String, ?>, Map<String, ?>> acknowledged = new HashMap<>();
    private final Map<Map<String, ?>, Map<String, ?>> committable = new HashMap<>();

    /**
     * A worker that has not started.
     *
     * @param properties of the task
     * @param wiring makes the task's wiring; everything of AWS goes through it
     * @param transformation which records pass
     */
    SimulatedWorker(
            Map<String, String> properties,
            Boundary boundary,
            Predicate<SourceRecord> transformation,
            WiringOf wiring,
            SimulatedKafka kafka,
            SettableClock clock,
            CrashPoints points,
            int life) {
        this.properties = properties;
        this.boundary = boundary;
        this.transformation = transformation;
        this.kafka = kafka;
        this.clock = clock;
        this.points = points;
        this.life = life;
        this.executor = new SteppedExecutor(clock);
        this.task = new AthenaSourceTask(wiring.with(new Drive(
                (name, most) -> new PumpThreads(executor, executor, executor, Thread::new), Duration.ZERO, clock)));
        this.lastCommit = clock.instant();
        task.initialize(new TaskContext(properties, kafka, boundary == Boundary.CONNECTOR ? transactions : null));
    }

    /** Makes a wiring that is driven as told. */
    @FunctionalInterface
    interface WiringOf {
        Wiring with(Drive drive);
    }

    /**
     * Lives until nothing is due before {@code end}, then stops in order.
     *
     * @throws CrashPoints.Crash if it is killed before
     * @throws RuntimeException if the task fails
     */
    void live(Instant end) throws InterruptedException {
        try {
            start();
            while (round() || waitBefore(end)) {
                points.requireAlive("between two rounds");
            }
        } catch (RuntimeException failure) {
            failed();
            throw failure;
        }
        stop();
    }

    /** Starts the task. */
    void start() {
        task.start(properties);
        points.pass("started");
    }

    /** Lets the task take a few steps and the worker poll it a few times; false if there was nothing to do. */
    boolean round() throws InterruptedException {
        boolean busy = false;
        while (idle()) {
            busy = true;
        }
        turnsAhead = 0;
        for (int more = 0; more < readAhead(); more++) {
            busy |= iterate();
        }
        return busy;
    }

    /** Lets the task take a step, unless it may have no room for what it reads until somebody polls; false if it took none. */
    boolean idle() {
        boolean busy = turnsAhead < readAhead() && executor.step();
        turnsAhead += busy ? 1 : 0;
        points.requireAlive("in a step of the task");
        return busy;
    }

    /** Another worker takes over the task, and this one does not know it. */
    void fence() {
        fenced = boundary.exactlyOnce();
    }

    /** When there will be something to do. */
    Optional<Instant> nextDue() {
        return executor.nextDue();
    }

    /** Ends a task that has failed. */
    void failed() throws InterruptedException {
        if (!boundary.exactlyOnce()) {
            commitAtLast();
        }
        task.stop();
    }

    /** Ends it in order. */
    void stop() throws InterruptedException {
        commitAtLast();
        task.stop();
    }

    /** The steps of queries between two polls, fewer than the buffer has room for, as nobody could wait for room here. */
    private int readAhead() {
        return boundary == Boundary.CONNECTOR ? 1 : 3;
    }

    private boolean waitBefore(Instant end) {
        Optional<Instant> next = nextDue().filter(due -> due.isBefore(end));
        next.ifPresent(clock::moveTo);
        return next.isPresent();
    }

    private boolean iterate() throws InterruptedException {
        clock.move(TIME_PER_ITERATION);
        if (!boundary.exactlyOnce()) {
            committable.putAll(acknowledged);
            acknowledged.clear();
            flushWhenDue();
        }
        List<SourceRecord> batch = task.poll();
        if (batch == null) {
            acknowledge(0);
            batchDispatched();
            return false;
        }
        points.pass("polled");
        for (SourceRecord record : batch) {
            send(record);
        }
        batchDispatched();
        return true;
    }

    private void send(SourceRecord record) throws InterruptedException {
        clock.move(TIME_PER_RECORD);
        points.pass("before a record");
        if (!transformation.test(record)) {
            dropped(record);
        } else if (boundary.exactlyOnce()) {
            transactionOpen = true;
            open.add(record);
            offsets.put(record.sourcePartition(), record.sourceOffset());
            commitable.put(record, true);
            points.pass("after a record");
            endTransactionAt(record);
        } else {
            underWay.add(record);
            points.pass("after a record");
            acknowledge(UNACKNOWLEDGED);
            flushWhenDue();
        }
    }

    private void dropped(SourceRecord record) throws InterruptedException {
        if (boundary.exactlyOnce()) {
            commitable.put(record, false);
            endTransactionAt(record);
        } else {
            task.commitRecord(record, null);
        }
    }

    private void batchDispatched() throws InterruptedException {
        switch (boundary) {
            case AT_LEAST_ONCE -> {}
            case POLL -> commit();
            case INTERVAL -> {
                if (isCommitDue()) {
                    commit();
                }
            }
            case CONNECTOR -> {
                if (transactions.shouldAbortBatch()) {
                    abort();
                    commit();
                } else if (transactions.shouldCommitBatch()) {
                    commit();
                }
            }
        }
    }

    private void endTransactionAt(SourceRecord record) throws InterruptedException {
        if (boundary != Boundary.CONNECTOR) {
            return;
        }
        if (transactions.shouldAbortOn(record)) {
            abort();
            commit();
        } else if (transactions.shouldCommitOn(record)) {
            commit();
        }
    }

    private void abort() {
        if (!transactionOpen) {
            throw new IllegalStateException(
                    "Invalid transition attempted from state READY to state ABORTING_TRANSACTION");
        }
        points.pass("before an abort");
        requireUnfenced();
        open.clear();
        transactionOpen = false;
        points.pass("after an abort");
    }

    private void commit() throws InterruptedException {
        if (!transactionOpen && offsets.isEmpty()) {
            return;
        }
        points.pass("before a commit");
        requireUnfenced();
        open.forEach(record -> kafka.deliver(life, record));
        kafka.store(offsets);
        open.clear();
        offsets.clear();
        transactionOpen = false;
        points.pass("after a commit");
        for (SourceRecord record : commitable.keySet()) {
            task.commitRecord(record, null);
        }
        commitable.clear();
        task.commit();
    }

    private void requireUnfenced() {
        if (fenced) {
            throw new ConnectException(
                    "There is a newer producer with the same transactionalId which fences the current one");
        }
    }

    private boolean isCommitDue() {
        boolean due = !clock.instant().isBefore(lastCommit.plus(COMMIT_INTERVAL));
        if (due) {
            lastCommit = clock.instant();
        }
        return due;
    }

    private void flushWhenDue() throws InterruptedException {
        if (isCommitDue()) {
            flush();
        }
    }

    private void flush() throws InterruptedException {
        if (!committable.isEmpty()) {
            points.pass("before a flush of offsets");
            kafka.store(committable);
            committable.clear();
            points.pass("after a flush of offsets");
        }
        task.commit();
    }

    /** Lets the oldest records under way arrive until {@code left} are. */
    private void acknowledge(int left) throws InterruptedException {
        while (underWay.size() > left) {
            SourceRecord record = underWay.remove();
            kafka.deliver(life, record);
            acknowledged.put(record.sourcePartition(), record.sourceOffset());
            task.commitRecord(record, null);
        }
    }

    /** What is under way arrives in {@code other}, although the worker dies. */
    void arrive(SimulatedKafka other) {
        underWay.forEach(record -> other.deliver(life, record));
    }

    private void commitAtLast() throws InterruptedException {
        if (boundary == Boundary.AT_LEAST_ONCE) {
            acknowledge(0);
            committable.putAll(acknowledged);
            flush();
        } else if (boundary == Boundary.CONNECTOR) {
            batchDispatched();
        } else {
            commit();
        }
    }
}
