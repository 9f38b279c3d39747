package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.connect.WorkerProcess;
import io.github.athenaconnect.localstack.connect.WorkerProperties;
import io.github.athenaconnect.localstack.environment.LocalEnvironment;
import io.github.athenaconnect.localstack.environment.LocalEnvironmentResolver;
import io.github.athenaconnect.localstack.kafka.TopicRecord;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A worker process that is killed in mid-delivery, again and again, with exactly-once support on. */
@ExtendWith(LocalEnvironmentResolver.class)
@Timeout(600)
class KilledWorkerIT {
    private static final int ROWS = 60_000;
    private static final int KILLS = 3;

    @Test
    void killsNeitherLoseNorDoubleARowAndNothingIsPaidTwice(LocalEnvironment environment) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        LocalStack aws = environment.aws();
        WorkerProperties properties =
                environment.worker("killed-" + UUID.randomUUID()).exactlyOnce();
        String marker = "it-" + UUID.randomUUID();
        String sql = "SELECT * FROM synthetic.rows_" + ROWS + " /* " + marker + " */";
        Deployment deployment = Deployment.of(marker, aws).query("big", sql).with("batch.max.rows", "200");
        int seen = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            try (WorkerProcess worker = WorkerProcess.start(properties)) {
                if (kill == 0) {
                    deployment.deploy(worker.rest());
                }
                seen = rows(environment, deployment, seen + 1 + random.nextInt(ROWS / 20))
                        .size();
                worker.kill();
            }
        }
        try (WorkerProcess worker = WorkerProcess.start(properties)) {
            List<TopicRecord> all = rows(environment, deployment, ROWS);

            assertThat(worker.rest().connectors()).contains(marker);
            assertThat(all.stream().map(row -> row.struct().getInt64("id")))
                    .as("seed %d, %d rows seen before the last kill", seed, seen)
                    .containsExactlyElementsOf(LongStream.range(0, ROWS)
                            .mapToObj(row -> 1_000_000_000L + row)
                            .toList());
        }
        assertThat(aws.athena().started())
                .filteredOn(execution -> execution.request().queryString().equals(sql))
                .hasSize(1);
    }

    private static List<TopicRecord> rows(LocalEnvironment environment, Deployment deployment, int count) {
        return deployment.records(environment.broker().bootstrapServers(), "big", count);
    }
}
