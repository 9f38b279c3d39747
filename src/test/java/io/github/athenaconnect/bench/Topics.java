package io.github.athenaconnect.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Watches topics of one partition by their ends, which costs the broker next to nothing. */
final class Topics {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);
    private static final Duration SERVED_WITHIN = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** What is before it, such as the first pages of a result and a producer that warms up, is not what a stream is like. */
    private static final double FIRST_PART = 0.1;

    private final Admin admin;

    Topics(Admin admin) {
        this.admin = admin;
    }

    void create(String topic) throws ExecutionException, InterruptedException {
        create(topic, Map.of());
    }

    void create(String topic, Map<String, String> settings) throws ExecutionException, InterruptedException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("file.delete.delay.ms", "0");
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(all)))
                .all()
                .get();
        awaitServed(topic);
    }

    /** A broker that is deleting the files of another topic takes its time. */
    private void awaitServed(String topic) throws ExecutionException, InterruptedException {
        long begin = System.nanoTime();
        boolean served = false;
        while (!served) {
            try {
                served = servedEnd(topic) >= 0;
            } catch (ExecutionException e) {
                boolean tooEarly = e.getCause() instanceof UnknownTopicOrPartitionException;
                if (!tooEarly || System.nanoTime() - begin > SERVED_WITHIN.toNanos()) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
            }
        }
    }

    void delete(String topic) throws ExecutionException, InterruptedException {
        admin.deleteTopics(List.of(topic)).all().get();
    }

    /** Offset behind the last record that a reader of committed records sees; 0 of a topic that no broker serves yet. */
    long end(String topic) throws ExecutionException, InterruptedException {
        try {
            return servedEnd(topic);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0;
            }
            throw e;
        }
    }

    private long servedEnd(String topic) throws ExecutionException, InterruptedException {
        TopicPartition partition = new TopicPartition(topic, 0);
        return admin.listOffsets(
                        Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .partitionResult(partition)
                .get()
                .offset();
    }

    /**
     * Waits until a topic has so many records.
     *
     * @param check throws if that has become hopeless
     * @param begun is told that the steady part begins
     */
    Delivery fill(String topic, long records, Runnable check, Runnable begun)
            throws ExecutionException, InterruptedException {
        long begin = System.nanoTime();
        long asked = begin;
        long first = 0;
        long counted = 0;
        while (true) {
            long end = end(topic);
            long now = System.nanoTime();
            if (first == 0 && end >= records * FIRST_PART) {
                begun.run();
                first = now;
                counted = end;
            }
            if (end >= records) {
                return new Delivery(end - counted, Math.max(1, now - first));
            }
            if (now - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException(topic + ": expected " + records + " records within "
                        + PATIENCE.toMinutes() + " minutes, found " + end);
            }
            if (now - asked > ASK_AGAIN.toNanos()) {
                check.run();
                asked = now;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        }
    }
}
