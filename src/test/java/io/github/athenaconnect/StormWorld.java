package io.github.athenaconnect;

import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** A connector with queries of every mode whose tasks are disturbed by chance, again and again. For one thread. */
final class StormWorld {
    /** What each execution scans. */
    static final long SCAN = 20_000_000;

    /** Long enough for every run that is late to be over, by far. */
    private static final Duration TO_SETTLE = StormQuery.PERIOD.multipliedBy(6);

    /** The end comes so long before the next run that no round of the workers, which takes its time, reaches that. */
    private static final Duration BEFORE_THE_NEXT = Duration.ofSeconds(45);

    private static final int MOST_TASKS = 4;
    private static final int MOST_STEPS = 80;
    private static final List<Duration> RUNNING =
            List.of(Duration.ZERO, Duration.ofMillis(300), Duration.ofSeconds(20));

    private final SplittableRandom chance;
    private final Map<String, String> connector = new HashMap<>(Map.of(
            "name", "storm",
            "aws.region", "eu-west-1",
            "athena.database", "shop",
            "athena.output.location", FakeAthena.BUCKET,
            "batch.max.rows", "2",
            "transaction.max.rows", "2",
            "buffer.max.bytes", "8192"));
    private final SettableClock clock =
            SettableClock.standing(StormQuery.FIRST_DUE.plusSeconds(7).toString());
    private final FakeS3 s3 = new FakeS3();
    private final FakeAthena athena = new FakeAthena(clock, s3);
    private final SimulatedKafka kafka = new SimulatedKafka();
    private final SimulatedCluster cluster;
    private final List<StormQuery> queries;
    private final Map<Disturbance, Integer> disturbances = new EnumMap<>(Disturbance.class);
    private final List<Stretch> calm = new ArrayList<>();
    private final List<Instant> losses = new ArrayList<>();
    private int tasks = 2;

    /** Time in which nothing disturbed any task. */
    record Stretch(Instant begin, Instant end) {}

    /** What may happen to the tasks. */
    enum Disturbance {
        /** A worker is killed at some step, and its task goes on elsewhere. */
        KILL,
        /** All workers are. */
        KILL_OF_ALL,
        /** A task moves to another worker. */
        MOVE,
        /** The connector gets another number of tasks, so that queries move between them. */
        REBALANCE,
        /** A task moves to another worker without the knowledge of the one it was on, which freezes, thaws and goes on. */
        REPLACEMENT,
        /** The connector is deployed with a configuration that changes nothing of what is asked. */
        REDEPLOYMENT,
        /** The connector is paused and resumed. */
        PAUSE,
        /** The connector is stopped and resumed. */
        STOP
    }

    StormWorld(Boundary boundary, SplittableRandom chance) {
        this.chance = chance;
        this.cluster = new SimulatedCluster(boundary, clock, athena, s3, kafka);
        boolean log = chance.nextBoolean();
        if (log) {
            connector.put("run.log.topic", "runs");
        }
        this.queries = Arrays.stream(StormQuery.values())
                .filter(query -> log || !query.needsRunLog())
                .toList();
        connector.put("queries", queries.stream().map(StormQuery::label).collect(Collectors.joining(",")));
        queries.forEach(query -> query.configure(connector));
        new UnloadedRows(athena, s3, sql -> StormQuery.Asked.by(sql).rows());
        athena.answersOthers(
                        sql -> !sql.startsWith("UNLOAD"),
                        StormQuery.COLUMNS,
                        sql -> StormQuery.Asked.by(sql).csv())
                .scanning(SCAN)
                .runsFor(RUNNING.get(chance.nextInt(RUNNING.size())));
    }

    /** Lets the connector live through so many disturbances, and then in peace until all that was due is done. */
    StormWorld rage(int count) {
        cluster.start(connector, tasks);
        for (int number = 0; number < count; number++) {
            goOnInPeace(upTo(StormQuery.PERIOD.multipliedBy(3)));
            Disturbance[] kinds = Disturbance.values();
            Disturbance kind = kinds[chance.nextInt(kinds.length)];
            disturbances.merge(kind, 1, Integer::sum);
            disturb(kind);
        }
        Instant now = clock.instant();
        long periods =
                Duration.between(StormQuery.FIRST_DUE, now.plus(TO_SETTLE)).dividedBy(StormQuery.PERIOD);
        Instant lastDue = StormQuery.FIRST_DUE.plus(StormQuery.PERIOD.multipliedBy(periods));
        goOnInPeace(Duration.between(now, lastDue.plus(StormQuery.PERIOD).minus(BEFORE_THE_NEXT)));
        cluster.stop();
        return this;
    }

    private void goOnInPeace(Duration time) {
        Instant begin = clock.instant();
        goOn(time);
        calm.add(new Stretch(begin, clock.instant()));
    }

    private void goOn(Duration time) {
        Instant end = clock.instant().plus(time);
        while (cluster.untilACrash(end)) {
            losses.add(clock.instant());
        }
        clock.moveTo(end);
    }

    private Duration upTo(Duration most) {
        return Duration.ofMillis(chance.nextLong(most.toMillis()));
    }

    /** From the end of a task to its next start. */
    private void stayAway() {
        goOn(chance.nextBoolean() ? Duration.ZERO : upTo(Duration.ofSeconds(30)));
    }

    private void disturb(Disturbance kind) {
        int victim = chance.nextInt(cluster.size());
        switch (kind) {
            case KILL -> {
                killSoon(victim);
                stayAway();
                cluster.restart(connector, victim);
            }
            case KILL_OF_ALL -> {
                killSoon(victim);
                for (int task = 0; task < cluster.size(); task++) {
                    cluster.kill(task);
                }
                stayAway();
                cluster.start(connector, tasks);
            }
            case MOVE -> {
                cluster.stop(victim);
                stayAway();
                cluster.restart(connector, victim);
            }
            case REBALANCE -> {
                cluster.stop();
                tasks = 1 + chance.nextInt(MOST_TASKS);
                stayAway();
                cluster.start(connector, tasks);
            }
            case REPLACEMENT -> {
                losses.add(clock.instant());
                cluster.replace(connector, victim);
                goOn(upTo(StormQuery.PERIOD));
                cluster.thaw();
                goOn(upTo(StormQuery.PERIOD));
                cluster.killReplaced();
            }
            case REDEPLOYMENT -> {
                cluster.stop();
                configureAnew();
                stayAway();
                cluster.start(connector, tasks);
            }
            case PAUSE -> {
                cluster.idle();
                clock.move(upTo(StormQuery.PERIOD.multipliedBy(2)));
                cluster.idle();
            }
            case STOP -> {
                cluster.stop();
                clock.move(upTo(StormQuery.PERIOD.multipliedBy(3)));
                cluster.start(connector, tasks);
            }
        }
    }

    private void killSoon(int victim) {
        cluster.killAfter(victim, 1 + chance.nextInt(MOST_STEPS));
        boolean killed = cluster.untilACrash(clock.instant().plus(StormQuery.PERIOD));
        losses.add(clock.instant());
        if (!killed) {
            cluster.kill(victim);
        }
    }

    /** Changes what is none of Athena's business. */
    private void configureAnew() {
        connector.put("batch.max.rows", Integer.toString(1 + chance.nextInt(5)));
        connector.put("transaction.max.rows", Integer.toString(1 + chance.nextInt(5)));
        connector.put("athena.poll.max.ms", Integer.toString(1000 + chance.nextInt(5) * 1000));
        connector.put("query.default.headers", chance.nextBoolean() ? "provenance" : "none");
        connector.put("query.default.retries", Integer.toString(chance.nextInt(5)));
        connector.put("query.full.key.columns", chance.nextBoolean() ? "id" : "");
    }

    List<StormQuery> queries() {
        return queries;
    }

    FakeAthena athena() {
        return athena;
    }

    SimulatedKafka kafka() {
        return kafka;
    }

    /** When the storm is over. */
    Instant end() {
        return clock.instant();
    }

    /** How often each thing has happened. */
    Map<Disturbance, Integer> disturbances() {
        return disturbances;
    }

    /** When nothing disturbed any task. */
    List<Stretch> calm() {
        return calm;
    }

    /** When a worker was lost with what it had not committed. */
    List<Instant> losses() {
        return losses;
    }

    /** What tasks have failed with. */
    List<RuntimeException> failures() {
        return cluster.failures();
    }
}
