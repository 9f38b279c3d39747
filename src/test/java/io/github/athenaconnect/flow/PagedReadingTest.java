package io.github.athenaconnect.flow;

import static io.github.athenaconnect.fake.FakeAthena.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.offset.OffsetFormat;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.query.Executions;
import io.github.athenaconnect.query.Query;
import io.github.athenaconnect.query.RetrySettings;
import io.github.athenaconnect.result.QueryResults;
import io.github.athenaconnect.result.ResultColumns;
import io.github.athenaconnect.result.ResultFormat;
import io.github.athenaconnect.result.ResultSettings;
import io.github.athenaconnect.result.Results;
import io.github.athenaconnect.schedule.Schedule;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Delivers results that are read in pages, while calls fail and the process dies. */
class PagedReadingTest {
    private static final int ROWS = 3500;
    private static final String SQL = "SELECT id FROM t";

    private final SettableClock clock = SettableClock.standing("2026-03-01T10:00:05Z");
    private final FakeS3 s3 = new FakeS3();
    private final FakeAthena athena = new FakeAthena(clock, s3)
            .answers(
                    SQL,
                    List.of("id bigint"),
                    ids().stream().map(id -> "\"" + id + "\"\n").collect(Collectors.joining()));

    private static List<Long> ids() {
        return LongStream.rangeClosed(1, ROWS).boxed().toList();
    }

    private QueryFlow flow(ResultFormat format, BatchLimits batch, Optional<QueryOffset> stored) {
        Query query = new Query("connector", "q", SQL);
        QueryPlan plan = Plans.full(
                query, Schedule.once(), new RetrySettings(3, Duration.ofSeconds(1), Duration.ofMinutes(30)), batch);
        QueryResults results = new QueryResults(
                new ResultColumns(athena),
                new Results(s3, new ResultSettings(1 << 20, 1, Optional.empty()), failures -> {}),
                format,
                new TypeSettings("db.q", DecimalMode.DECIMAL, TimestampMode.MILLIS));
        return new QueryFlow(
                plan, new Surroundings(new Executions(athena, Plans.ATHENA, query, clock), results, clock), stored);
    }

    /** Takes at most so many steps, each when it is due. */
    private boolean drive(QueryFlow flow, List<SourceRecord> delivered, int steps) {
        for (int taken = 0; taken < steps; taken++) {
            Step step = flow.advance();
            delivered.addAll(step.records());
            if (step.notBefore().equals(Instant.MAX)) {
                return true;
            }
            clock.moveTo(step.notBefore());
        }
        return false;
    }

    private static List<Long> idsOf(List<SourceRecord> records) {
        return records.stream()
                .map(record -> ((Struct) record.value()).getInt64("id"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 700, 1000, 1500, 10_000})
    void aThrottledPageLosesNoRowAndDoublesNone(int batchRows) {
        AtomicInteger calls = new AtomicInteger();
        athena.beforePage(page -> {
            if (page.maxResults() > 1 && calls.incrementAndGet() % 2 == 0) {
                throw refusal("ThrottlingException", 400, "Rate exceeded");
            }
        });
        List<SourceRecord> delivered = new ArrayList<>();

        assertThat(drive(
                        flow(ResultFormat.API, new BatchLimits(batchRows, 1 << 20), Optional.empty()),
                        delivered,
                        20_000))
                .isTrue();
        assertThat(idsOf(delivered)).isEqualTo(ids());
        assertThat(calls)
                .as("four pages, each failed at most once and asked for again, none from the first on")
                .hasValueLessThan(12);
    }

    @Test
    void batchesAreBoundedByBytes() {
        QueryFlow flow = flow(ResultFormat.API, new BatchLimits(10_000, 500), Optional.empty());
        List<Integer> sizes = new ArrayList<>();
        Step step = flow.advance();
        for (int steps = 0; steps < 200 && !step.notBefore().equals(Instant.MAX); steps++) {
            clock.moveTo(step.notBefore());
            step = flow.advance();
            sizes.add(step.records().size());
        }

        assertThat(sizes).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(250));
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(ROWS);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 7})
    @SuppressWarnings("unchecked")
    void aCrashAfterAnyStepLosesNoRowAndDoublesNone(int steps) {
        List<SourceRecord> delivered = new ArrayList<>();
        Optional<QueryOffset> stored = Optional.empty();
        boolean ended = false;
        for (int lives = 0; lives < 50 && !ended; lives++) {
            // Every other life is configured otherwise, which must not matter to the result that is being read.
            ResultFormat format = lives % 2 == 0 ? ResultFormat.API : ResultFormat.CSV;
            ended = drive(flow(format, new BatchLimits(300, 1 << 20), stored), delivered, steps);
            stored = delivered.isEmpty()
                    ? stored
                    : Optional.of(OffsetFormat.read("q", (Map<String, Object>)
                            delivered.get(delivered.size() - 1).sourceOffset()));
        }

        assertThat(ended).isTrue();
        assertThat(idsOf(delivered)).isEqualTo(ids());
        assertThat(s3.requests()).as("begun in pages, ended in pages").isEmpty();
        assertThat(athena.started()).hasSize(1);
    }
}
