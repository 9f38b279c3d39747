package io.github.athenaconnect.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.offset.OffsetFormat;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.query.Agenda;
import io.github.athenaconnect.query.Executions;
import io.github.athenaconnect.query.Query;
import io.github.athenaconnect.query.RetrySettings;
import io.github.athenaconnect.query.SqlTemplate;
import io.github.athenaconnect.record.RecordSettings;
import io.github.athenaconnect.result.QueryResults;
import io.github.athenaconnect.result.ResultColumns;
import io.github.athenaconnect.result.ResultFormat;
import io.github.athenaconnect.result.ResultSettings;
import io.github.athenaconnect.result.Results;
import io.github.athenaconnect.schedule.Schedule;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import io.github.athenaconnect.watermark.Lookback;
import io.github.athenaconnect.watermark.Watermark;
import io.github.athenaconnect.watermark.WatermarkSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/** A query in incremental mode over a table that grows between its runs, driven step by step. */
class IncrementalFlowTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:05Z");
    private static final Duration INTERVAL = Duration.ofMinutes(15);
    private static final Pattern ASKED = Pattern.compile("SELECT \\* FROM t WHERE v (>=?) BIGINT '(-?\\d+)'");

    /** A row of the table; its second column grows, or is NULL. */
    private record Row(long id, @Nullable Long v) {}

    private final SettableClock clock = SettableClock.standing(START.toString());
    private final FakeS3 s3 = new FakeS3();
    private final List<Row> table = new ArrayList<>();
    private final FakeAthena athena =
            new FakeAthena(clock, s3).answersOthers(List.of("id bigint", "v bigint"), this::answer);
    private final List<SourceRecord> delivered = new ArrayList<>();
    private Optional<QueryOffset> offset = Optional.empty();
    private Optional<Lookback> lookback = Optional.empty();
    private String comparison = ">";
    private ResultFormat format = ResultFormat.CSV;
    private int batchRows = 2;
    private QueryFlow flow;

    /** Rows that satisfy the statement, in the order of the table, as a SELECT with a NULL in its condition gives them. */
    private String answer(String sql) {
        Matcher asked = ASKED.matcher(sql);
        if (!asked.matches()) {
            throw new IllegalArgumentException("Not a statement of this test: " + sql);
        }
        long bound = Long.parseLong(asked.group(2));
        boolean inclusive = asked.group(1).equals(">=");
        return table.stream()
                .filter(row -> row.v() != null && (row.v() > bound || (inclusive && row.v() == bound)))
                .map(row -> "\"" + row.id() + "\",\"" + row.v() + "\"\n")
                .collect(Collectors.joining());
    }

    private QueryFlow flow() {
        String sql = "SELECT * FROM t WHERE v " + comparison + " ${watermark}";
        Query query = new Query("connector", "q", sql);
        QueryPlan plan = new QueryPlan(
                query,
                Plans.ATHENA,
                SqlTemplate.parse(sql),
                Agenda.of(Schedule.every(INTERVAL), ZoneOffset.UTC, Duration.ZERO),
                Optional.of(new WatermarkSettings(List.of("v"), Watermark.parse("v = BIGINT '0'"), lookback)),
                new RetrySettings(0, Duration.ofSeconds(1), Duration.ofMinutes(30)),
                Plans.DEFAULT_POLICIES,
                new RecordSettings("topic", List.of()),
                new BatchLimits(batchRows, 1 << 20),
                new RunEnding(Optional.empty(), false));
        QueryResults results = new QueryResults(
                new ResultColumns(athena),
                new Results(s3, new ResultSettings(1 << 20, 1, Optional.empty()), failures -> {}),
                format,
                new TypeSettings("db.q", DecimalMode.DECIMAL, TimestampMode.MILLIS));
        return new QueryFlow(
                plan, new Surroundings(new Executions(athena, Plans.ATHENA, query, clock), results, clock), offset);
    }

    private void restart() {
        if (flow != null) {
            flow.close();
        }
        flow = flow();
    }

    private void insert(long... values) {
        for (long value : values) {
            table.add(new Row(table.size(), value));
        }
    }

    /** Takes a step, stores what it delivers, and moves the clock to the next one unless that is another run's. */
    private boolean step(Instant end) {
        Step taken = flow.advance();
        delivered.addAll(taken.records());
        if (!taken.records().isEmpty()) {
            offset = Optional.of(offsetOf(taken.records().get(taken.records().size() - 1)));
        }
        if (taken.notBefore().isAfter(end)) {
            return false;
        }
        clock.moveTo(taken.notBefore());
        return true;
    }

    /** The values that the next run delivers; the clock then stands before the run after it. */
    private List<Long> run() {
        if (flow == null) {
            restart();
        }
        int before = delivered.size();
        Instant end = endOfInterval();
        for (int steps = 0; steps < 1000 && step(end); steps++) {
            assertThat(steps).isLessThan(999);
        }
        clock.moveTo(end.plusSeconds(5));
        return values().subList(before, delivered.size());
    }

    /** A second before the next run is due. */
    private Instant endOfInterval() {
        long begun = clock.instant().getEpochSecond() / INTERVAL.toSeconds();
        return Instant.ofEpochSecond((begun + 1) * INTERVAL.toSeconds() - 1);
    }

    private List<Long> values() {
        return delivered.stream()
                .map(record -> ((Struct) record.value()).getInt64("v"))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static QueryOffset offsetOf(SourceRecord record) {
        return OffsetFormat.read("q", (Map<String, Object>) record.sourceOffset());
    }

    private Optional<String> committed() {
        return offset.flatMap(QueryOffset::committed).map(Watermark::toString);
    }

    private List<String> statements() {
        return athena.started().stream()
                .map(StartQueryExecutionRequest::queryString)
                .toList();
    }

    @Test
    void eachRunDeliversTheRowsAfterTheHighestOfTheRunsBefore() {
        insert(3, 9, 4);
        assertThat(run()).containsExactly(3L, 9L, 4L);
        insert(7, 12, 10);
        assertThat(run()).containsExactly(12L, 10L);
        insert(13);
        assertThat(run()).containsExactly(13L);

        assertThat(statements())
                .containsExactly(
                        "SELECT * FROM t WHERE v > BIGINT '0'",
                        "SELECT * FROM t WHERE v > BIGINT '9'",
                        "SELECT * FROM t WHERE v > BIGINT '12'");
    }

    @ParameterizedTest
    @EnumSource
    void movesTheWatermarkOnlyWhenTheRunIsComplete(ResultFormat by) {
        format = by;
        batchRows = 1;
        insert(9, 3, 5);
        restart();
        while (delivered.size() < 2) {
            step(Instant.MAX);
        }

        assertThat(committed()).isEmpty();
        assertThat(offset.flatMap(QueryOffset::maximum))
                .map(Watermark::toString)
                .contains("v = BIGINT '9'");
        restart();
        assertThat(run()).containsExactly(5L);
        assertThat(committed()).contains("v = BIGINT '9'");
        assertThat(statements()).containsExactly("SELECT * FROM t WHERE v > BIGINT '0'");
        insert(9, 10);
        assertThat(run()).containsExactly(10L);
        assertThat(s3.requests().isEmpty()).as("read in pages").isEqualTo(by == ResultFormat.API);
    }

    @Test
    void keepsTheWatermarkOverRunsWithoutRows() {
        assertThat(run()).isEmpty();
        insert(5);
        assertThat(run()).containsExactly(5L);
        assertThat(run()).isEmpty();
        restart();
        assertThat(run()).isEmpty();
        insert(6);
        assertThat(run()).containsExactly(6L);
        assertThat(statements()).endsWith("SELECT * FROM t WHERE v > BIGINT '5'");
    }

    @Test
    void rowsWithANullInTheWatermarkDoNotMoveIt() {
        athena.answers(
                "SELECT * FROM t WHERE v > BIGINT '0'",
                List.of("id bigint", "v bigint"),
                "\"1\",\n\"2\",\"5\"\n\"3\",\n");
        run();
        athena.answers("SELECT * FROM t WHERE v > BIGINT '5'", List.of("id bigint", "v bigint"), "\"1\",\n\"3\",\n");
        run();
        run();

        assertThat(values()).containsExactly(null, 5L, null, null, null, null, null);
        assertThat(committed()).contains("v = BIGINT '5'");
    }

    @Test
    void equalValuesAreLostOrDeliveredAgainAsTheStatementCompares() {
        insert(5, 5);
        run();
        insert(5, 6);
        assertThat(run()).containsExactly(6L);

        IncrementalFlowTest inclusive = new IncrementalFlowTest();
        inclusive.comparison = ">=";
        inclusive.insert(5, 5);
        inclusive.run();
        inclusive.insert(5, 6);
        assertThat(inclusive.run()).containsExactly(5L, 5L, 5L, 6L);
    }

    @Test
    void readsTheMarginAgainWithoutMovingTheWatermarkBack() {
        lookback = Optional.of(Lookback.of(BigDecimal.valueOf(3)));
        insert(2, 10);
        assertThat(run()).containsExactly(2L, 10L);
        insert(8);
        assertThat(run()).containsExactly(10L, 8L);
        table.remove(1);
        assertThat(run()).containsExactly(8L);
        insert(11);
        assertThat(run()).containsExactly(8L, 11L);

        assertThat(statements())
                .containsExactly(
                        "SELECT * FROM t WHERE v > BIGINT '0'",
                        "SELECT * FROM t WHERE v > BIGINT '7'",
                        "SELECT * FROM t WHERE v > BIGINT '7'",
                        "SELECT * FROM t WHERE v > BIGINT '7'");
    }

    @Test
    void anOwnerThatWasReplacedWithoutKnowingItMayPayForARunFromItsWatermarkToo() {
        insert(1);
        run();
        QueryFlow replaced = flow;
        flow = null;
        insert(2);
        assertThat(run()).containsExactly(2L);
        insert(3);
        for (int steps = 0; steps < 100 && statements().size() < 3; steps++) {
            clock.moveTo(replaced.advance().notBefore());
        }
        assertThat(run()).containsExactly(3L);

        assertThat(values()).containsExactly(1L, 2L, 3L);
        assertThat(statements())
                .containsExactly(
                        "SELECT * FROM t WHERE v > BIGINT '0'",
                        "SELECT * FROM t WHERE v > BIGINT '1'",
                        "SELECT * FROM t WHERE v > BIGINT '1'",
                        "SELECT * FROM t WHERE v > BIGINT '2'");
    }

    @Test
    void aRunThatFailsKeepsTheWatermarkForItsSuccessor() {
        insert(5);
        run();
        insert(6);
        athena.nextGoes(FakeAthena.fails("SYNTAX_ERROR: no such function", 1000, false));
        restart();
        assertThatThrownBy(() -> {
                    for (int steps = 0; steps < 100; steps++) {
                        step(Instant.MAX);
                    }
                })
                .isInstanceOf(QueryStoppedException.class);

        assertThat(committed()).contains("v = BIGINT '5'");
        clock.move(Duration.ofMinutes(1));
        restart();
        assertThat(run()).containsExactly(6L);
    }

    @Test
    void stopsWithTheColumnWhereTheResultHasNone() {
        athena.answers("SELECT * FROM t WHERE v > BIGINT '0'", List.of("id bigint", "w bigint"), "\"1\",\"2\"\n");
        restart();

        assertThatThrownBy(() -> {
                    for (int steps = 0; steps < 100; steps++) {
                        step(Instant.MAX);
                    }
                })
                .isInstanceOf(QueryStoppedException.class)
                .hasMessageContainingAll("Query 'q'", "execution-0", "'v'", "id, w");
    }

    @ParameterizedTest
    @CsvSource({"1, CSV", "2, CSV", "3, CSV", "100, CSV", "1, API", "2, API", "3, API", "100, API"})
    void aCrashAfterAnyStepLosesNothingDoublesNothingAndPaysNothingTwice(int rows, ResultFormat by) {
        for (int crashAfter = 1; crashAfter < 45; crashAfter++) {
            IncrementalFlowTest world = new IncrementalFlowTest();
            world.format = by;
            world.batchRows = rows;
            world.survives(crashAfter);
        }
    }

    /** Three runs over rows in no order, with a crash after every so many steps of each. */
    private void survives(int crashAfter) {
        List<Long> truth = new ArrayList<>();
        long highest = 0;
        for (int run = 0; run < 3; run++) {
            long base = highest;
            long[] more =
                    IntStream.of(4, 7, 1, 7, 2, 5).mapToLong(add -> base + add).toArray();
            insert(more);
            insert(base - 1);
            for (long value : more) {
                truth.add(value);
            }
            if (base == 0) {
                truth.remove(Long.valueOf(-1));
            }
            highest = base + 7;
            crashingRun(crashAfter);
        }
        assertThat(values()).as("a crash every %d steps", crashAfter).isEqualTo(truth);
        assertThat(committed()).contains("v = BIGINT '21'");
        assertThat(athena.started()).hasSize(3);
    }

    private void crashingRun(int crashAfter) {
        Instant end = endOfInterval();
        for (int life = 0; life < 100; life++) {
            restart();
            // A single step is too few to get from a start to its first row, which is what makes progress last.
            int steps = life == 0 ? crashAfter : Math.max(crashAfter, 5);
            boolean waiting = false;
            for (int taken = 0; taken < steps && !waiting; taken++) {
                waiting = !step(end);
            }
            if (waiting) {
                clock.moveTo(end.plusSeconds(5));
                return;
            }
        }
        throw new AssertionError("The run did not end in 100 lives");
    }
}
