package io.github.athenaconnect.bench;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.query.AthenaSettings;
import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.query.Executions;
import io.github.athenaconnect.query.OutputSettings;
import io.github.athenaconnect.query.Query;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.query.Shard;
import io.github.athenaconnect.result.QueryResults;
import io.github.athenaconnect.result.ReadAhead;
import io.github.athenaconnect.result.ReadingMemory;
import io.github.athenaconnect.result.ResultColumns;
import io.github.athenaconnect.result.ResultFormat;
import io.github.athenaconnect.result.ResultReader;
import io.github.athenaconnect.result.ResultSettings;
import io.github.athenaconnect.result.Results;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.awaitility.Awaitility;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.athena.AthenaClient;

/** How fast the readers are beside today's way, which is a loop over pages; without Kafka. */
final class PagingBenchmark implements Benchmark {
    private static final long ROWS = 200_000;
    private static final int CHECKED = 2_500;

    /** A turn of what is quick takes in the same result so often, to last as long as one of what is slow. */
    private static final int AGAIN = 8;

    /** Rounds until the JVM has compiled what it is going to compile. */
    private static final int UNMEASURED = 2;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "paging";
    }

    @Override
    public void run(Effort effort, Report report) throws Exception {
        ExecutorService fetches = Executors.newCachedThreadPool();
        try (LocalStack aws = LocalStack.start("duckdb", Duration.ofMillis(5));
                RecordedAnswers answers = new RecordedAnswers(Apache5HttpClient.create());
                AthenaClient recorded = recorded(aws, answers)) {
            Readers readers = new Readers(aws, fetches);
            long rows = effort.of(ROWS);
            readers.requireSameRows(CHECKED);
            Execution result = readers.executed("SELECT * FROM synthetic.rows_" + rows);
            Way csv = readers.reading("csv", ResultFormat.CSV, aws.athenaClient(), result, rows, AGAIN);
            Way pages = readers.paging("plain pages", aws.athenaClient(), result, rows);
            Way api = readers.reading("api", ResultFormat.API, aws.athenaClient(), result, rows, 1);
            Way recordedPages = readers.paging("recorded plain pages", recorded, result, rows);
            Way recordedApi = readers.reading("recorded api", ResultFormat.API, recorded, result, rows, 1);
            report.ratio("paging", contest(csv, pages, effort), "rows/s");
            report.ratio("paging-recorded", contest(csv, recordedPages, effort), "rows/s");
            report.ratio("paging-api", contest(api, pages, effort), "rows/s");
            report.ratio("paging-api-recorded", contest(recordedApi, recordedPages, effort), "rows/s");
        } finally {
            fetches.shutdownNow();
        }
    }

    private static Contest contest(Way one, Way other, Effort effort) throws Exception {
        return Contest.of(one, other, effort.rounds(), UNMEASURED);
    }

    private static AthenaClient recorded(LocalStack aws, RecordedAnswers answers) {
        return AthenaClient.builder()
                .endpointOverride(aws.athenaEndpoint())
                .region(aws.region())
                .credentialsProvider(aws.credentials(aws.accessKey()))
                .httpClient(answers)
                .build();
    }

    /** Runs statements and reads what they leave. */
    private record Readers(LocalStack aws, ExecutorService fetches) {
        Execution executed(String sql) {
            AthenaSettings settings = new AthenaSettings(
                    "AwsDataCatalog",
                    "shop",
                    "primary",
                    OutputSettings.at(Optional.of(aws.outputLocation())),
                    Duration.ofMillis(10),
                    Duration.ofMillis(10));
            Executions executions =
                    new Executions(aws.athenaClient(), settings, new Query("bench", "q", sql), InstantSource.system());
            String id = executions
                    .start(Attempt.first(Run.at(Instant.parse("2026-01-01T00:00:00Z"))), sql)
                    .id();
            Execution ended = Awaitility.await()
                    .atMost(PATIENCE)
                    .until(
                            () -> executions.look(id).orElseThrow(),
                            execution -> !(execution.state() instanceof Execution.Pending));
            if (!(ended.state() instanceof Execution.Succeeded)) {
                throw new IllegalStateException(sql + ": " + ended.state());
            }
            return ended;
        }

        private QueryResults results(ResultFormat format, AthenaClient athena) {
            ReadingMemory memory = new ReadingMemory(64L * 1024 * 1024);
            return new QueryResults(
                    new ResultColumns(athena),
                    new Results(
                            aws.s3Client(),
                            new ResultSettings(memory.row(), 2, Optional.empty()),
                            failures -> {},
                            Shard.WHOLE,
                            ReadAhead.within(memory.ahead(), fetches)),
                    format,
                    new TypeSettings("shop.q", DecimalMode.DECIMAL, TimestampMode.MILLIS));
        }

        Schema schema(Execution execution) {
            return results(ResultFormat.CSV, aws.athenaClient())
                    .open(execution)
                    .rowType()
                    .schema();
        }

        /** Rows a second, the opening included. */
        Way reading(String name, ResultFormat format, AthenaClient athena, Execution execution, long rows, int times) {
            return new Way(
                    name,
                    () -> rate(rows * times, row -> {
                        for (int time = 0; time < times; time++) {
                            read(format, athena, execution, row);
                        }
                    }));
        }

        Way paging(String name, AthenaClient athena, Execution execution, long rows) {
            Schema schema = schema(execution);
            return new Way(name, () -> rate(rows, row -> PlainPages.read(athena, execution.id(), schema, row)));
        }

        private void read(ResultFormat format, AthenaClient athena, Execution execution, Consumer<Struct> row) {
            try (ResultReader reader = results(format, athena).open(execution).reader()) {
                while (!reader.atEnd()) {
                    row.accept(reader.next());
                }
            }
        }

        private static double rate(long expected, Consumer<Consumer<Struct>> reading) {
            long[] found = new long[1];
            long begin = System.nanoTime();
            reading.accept(row -> found[0]++);
            long nanos = System.nanoTime() - begin;
            if (found[0] != expected) {
                throw new IllegalStateException("Expected " + expected + " rows, found " + found[0]);
            }
            return expected * 1e9 / nanos;
        }

        /** Whoever does less is quicker. */
        void requireSameRows(long rows) {
            Execution execution = executed("SELECT * FROM synthetic.rows_" + rows);
            List<Struct> plain = new ArrayList<>();
            PlainPages.read(aws.athenaClient(), execution.id(), schema(execution), plain::add);
            for (ResultFormat format : List.of(ResultFormat.CSV, ResultFormat.API)) {
                List<Struct> read = new ArrayList<>();
                read(format, aws.athenaClient(), execution, read::add);
                if (plain.size() != rows || !plain.equals(read)) {
                    throw new IllegalStateException(format + " does not give the rows of the plain pages");
                }
            }
        }
    }
}
