package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.config.TaskSettings;
import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Many runs over real connections, with the readers of every format and results that are deleted behind them: what the process
 * holds of threads and connections, those of the local stack among them, is about the same at the end as at the start.
 */
@ExtendWith({LocalStackExtension.class, SilentLog.class})
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class EnduranceOverHttpTest {
    private static final int RUNS = Integer.getInteger("endurance.http.runs", 300);
    private static final List<String> FORMATS = List.of("csv", "api", "unload");
    private static final int QUERIES = 12;

    /** Pools of threads and connections, of both sides, grow as chance has it; what leaks grows by one a run. */
    private static final int MOST_MORE = 64;

    private final String name = "endurance-" + UUID.randomUUID();
    private final LocalStack aws;

    EnduranceOverHttpTest(LocalStack aws) {
        this.aws = aws;
    }

    private Deployment everySecond() {
        Deployment deployment = Deployment.of(name, aws)
                .untried()
                .with("query.default.schedule", "1s")
                .with("query.default.result.cleanup", "delete_after_commit");
        for (int number = 0; number < QUERIES; number++) {
            String query = "q" + number;
            deployment = deployment
                    .query(query, "SELECT " + number + " AS n /* " + name + " */")
                    .with("query." + query + ".result.format", FORMATS.get(number % FORMATS.size()));
        }
        return deployment;
    }

    /** Delivers until that many rows have come, of which each run has one. */
    private static Map<Object, Integer> until(InProcessWorker worker, int rows, Map<Object, Integer> delivered) {
        while (delivered.values().stream().mapToInt(Integer::intValue).sum() < rows) {
            for (SourceRecord record : worker.poll()) {
                delivered.merge(record.sourcePartition(), 1, Integer::sum);
            }
            worker.commit();
        }
        return delivered;
    }

    @Test
    void threadsAndConnectionsAreAboutAsManyAtTheEndAsAtTheStart() {
        Wiring wiring = new Wiring(
                settings -> AwsClients.open(settings, "endurance-test"),
                InstantSource.system(),
                Drive.byThreads(InstantSource.system()),
                TaskSettings::parse);
        Map<Object, Integer> delivered = new TreeMap<>(Comparator.comparing(Object::toString));
        try (InProcessWorker worker = new InProcessWorker(everySecond().config(), wiring).start()) {
            until(worker, RUNS / 3, delivered);
            ProcessState begin = ProcessState.now();
            until(worker, RUNS, delivered);
            ProcessState end = ProcessState.now();
            System.out.println(RUNS / 3 + " runs over HTTP: " + begin + "\n" + RUNS + " runs over HTTP: " + end);

            assertThat(delivered).hasSize(QUERIES);
            assertThat(end.threads()).isLessThan(begin.threads() + MOST_MORE);
            assertThat(end.files()).isLessThan(begin.files() + MOST_MORE);
        }
    }
}
