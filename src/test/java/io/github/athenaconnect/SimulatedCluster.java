package io.github.athenaconnect;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.fault.FaultInjection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The tasks of one connector, each on a {@link SimulatedWorker} of its own, among Athena, S3, Kafka and a clock: all of them
 * live at once, in turns, and each may be killed, stopped or replaced by itself. For one thread.
 */
final class SimulatedCluster {
    private final Boundary boundary;
    private final SettableClock clock;
    private final FakeAthena athena;
    private final FakeS3 s3;
    private final SimulatedKafka kafka;
    private final List<Member> members = new ArrayList<>();
    private final List<Member> replaced = new ArrayList<>();
    private final List<RuntimeException> failures = new ArrayList<>();
    private Optional<FaultInjection> fault = Optional.empty();
    private boolean frozen;
    private int lives;

    /** A task and the worker it lives on. */
    private static final class Member {
        private final int task;
        private final CrashPoints points;
        private final SimulatedWorker worker;
        private boolean over;
        private boolean toldDead;

        Member(int task, CrashPoints points, SimulatedWorker worker) {
            this.task = task;
            this.points = points;
            this.worker = worker;
        }

        /** Whether it was killed since this was asked last. */
        boolean isNewlyDead() {
            boolean news = points.dead() && !toldDead;
            toldDead |= news;
            return news;
        }
    }

    /** A cluster without a task. */
    SimulatedCluster(Boundary boundary, SettableClock clock, FakeAthena athena, FakeS3 s3, SimulatedKafka kafka) {
        this.boundary = boundary;
        this.clock = clock;
        this.athena = athena;
        this.s3 = s3;
        this.kafka = kafka;
    }

    /** Has something go wrong between all tasks that are started from now on and AWS. */
    void meet(FaultInjection what) {
        fault = Optional.of(what);
    }

    private <T> T faulty(Class<T> type, T client) {
        return fault.map(met -> met.around(type, client)).orElse(client);
    }

    /** Starts the tasks of a connector, as many as there may be; whatever lived before is forgotten. */
    void start(Map<String, String> connector, int tasksMax) {
        start(connector, tasksMax, -1, CrashPoints.NEVER);
    }

    /** The same, but one of them will crash, at its step {@code fatal}. */
    void start(Map<String, String> connector, int tasksMax, int victim, long fatal) {
        members.clear();
        List<Map<String, String>> configs = configs(connector, tasksMax);
        for (int task = 0; task < configs.size(); task++) {
            join(task, configs.get(task), task == victim ? fatal : CrashPoints.NEVER);
        }
    }

    private static List<Map<String, String>> configs(Map<String, String> connector, int tasksMax) {
        AthenaSourceConnector started = new AthenaSourceConnector();
        started.start(connector);
        return started.taskConfigs(tasksMax);
    }

    /** Starts one task again, of as many as there were. */
    void restart(Map<String, String> connector, int task) {
        join(task, configs(connector, members.size()).get(task), CrashPoints.NEVER);
    }

    private void join(int task, Map<String, String> config, long fatal) {
        CrashPoints points = new CrashPoints(fatal);
        AwsClients clients = new AwsClients(
                points.around(AthenaClient.class, faulty(AthenaClient.class, athena)),
                points.around(S3Client.class, faulty(S3Client.class, s3)),
                AnonymousCredentialsProvider.create());
        SimulatedWorker worker = new SimulatedWorker(
                config,
                boundary,
                record -> true,
                drive -> new Wiring(settings -> clients, clock, drive, ReadOnce::settings),
                kafka,
                clock,
                points,
                lives++);
        Member member = new Member(task, points, worker);
        members.removeIf(other -> other.task == task);
        members.add(member);
        members.sort(Comparator.comparing(other -> other.task));
        guarded(member, () -> {
            worker.start();
            return true;
        });
    }

    private interface Turn {
        boolean take() throws InterruptedException;
    }

    /** Takes a turn of a task, unless it is over. */
    private boolean guarded(Member member, Turn turn) {
        if (member.over) {
            return false;
        }
        try {
            return turn.take();
        } catch (CrashPoints.Crash crash) {
            member.over = true;
            member.worker.arrive(kafka);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } catch (RuntimeException failure) {
            member.over = true;
            if (!replaced.contains(member)) {
                failures.add(failure);
            }
            end(member.worker::failed);
        }
        return true;
    }

    private interface End {
        void come() throws InterruptedException;
    }

    private static void end(End end) {
        try {
            end.come();
        } catch (CrashPoints.Crash crash) {
            // Killed while it stopped.
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets all tasks go on until one of them is killed; false if nothing is left to do before {@code end} and none was. */
    boolean untilACrash(Instant end) {
        while (true) {
            boolean busy = false;
            for (Member member : everybody()) {
                busy |= guarded(member, member.worker::round);
                if (member.isNewlyDead()) {
                    return true;
                }
            }
            if (!busy && !waitForWork(end)) {
                return false;
            }
        }
    }

    private List<Member> everybody() {
        return frozen
                ? List.copyOf(members)
                : Stream.concat(members.stream(), replaced.stream()).toList();
    }

    /** Lets every task take a turn; false if none had anything to do. */
    boolean round() {
        boolean busy = false;
        for (Member member : everybody()) {
            busy |= guarded(member, member.worker::round);
        }
        return busy;
    }

    /** Moves the clock to when there will be something to do; false if that is not before {@code end}. */
    boolean waitForWork(Instant end) {
        Optional<Instant> next = members.stream()
                .filter(member -> !member.over)
                .flatMap(member -> member.worker.nextDue().stream())
                .filter(due -> due.isBefore(end))
                .min(Comparator.naturalOrder());
        next.ifPresent(clock::moveTo);
        return next.isPresent();
    }

    /** How many tasks there are, living or not. */
    int size() {
        return members.size();
    }

    /** How many steps a task has taken. */
    long steps(int task) {
        return members.get(task).points.passed();
    }

    /** Kills a task after so many further steps. */
    void killAfter(int task, long steps) {
        members.get(task).points.endAfter(steps);
    }

    /** Kills a task where it stands. */
    void kill(int task) {
        Member member = members.get(task);
        guarded(member, () -> {
            member.points.end();
            throw new CrashPoints.Crash("killed");
        });
    }

    /** Stops a task in order. */
    void stop(int task) {
        Member member = members.get(task);
        if (!member.over) {
            member.over = true;
            end(member.worker::stop);
        }
    }

    /** Stops all of them in order. */
    void stop() {
        for (int task = 0; task < members.size(); task++) {
            stop(task);
        }
    }

    /**
     * Starts a task on another worker, while the one it was on is frozen. Once that {@link #thaw thaws} it goes on without
     * knowing of the other, until it meets a fence or {@link #killReplaced}.
     */
    void replace(Map<String, String> connector, int task) {
        Member old = members.get(task);
        replaced.add(old);
        frozen = true;
        old.worker.fence();
        restart(connector, task);
    }

    /** Lets the workers go on that were replaced. */
    void thaw() {
        frozen = false;
    }

    /** Kills the workers that were replaced. */
    void killReplaced() {
        replaced.stream().filter(member -> !member.over).forEach(member -> {
            member.points.end();
            member.worker.arrive(kafka);
        });
        replaced.clear();
    }

    /** Lets all tasks go on with what they may do while nobody polls them. */
    void idle() {
        while (everybody().stream()
                .map(member -> guarded(member, member.worker::idle))
                .reduce(false, Boolean::logicalOr)) {
            // Goes on.
        }
    }

    /** What tasks have failed with that were not replaced. */
    List<RuntimeException> failures() {
        return failures;
    }
}
