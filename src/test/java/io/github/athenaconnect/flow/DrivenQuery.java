package io.github.athenaconnect.flow;

import io.github.athenaconnect.failure.FailurePolicy;
import io.github.athenaconnect.failure.MissingResultPolicy;
import io.github.athenaconnect.failure.Policies;
import io.github.athenaconnect.failure.QueryChangePolicy;
import io.github.athenaconnect.failure.SchemaChangePolicy;
import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.metrics.QueryMeter;
import io.github.athenaconnect.offset.OffsetFormat;
import io.github.athenaconnect.offset.OffsetPlace;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.query.Agenda;
import io.github.athenaconnect.query.AthenaClock;
import io.github.athenaconnect.query.Executions;
import io.github.athenaconnect.query.IntervalSettings;
import io.github.athenaconnect.query.Query;
import io.github.athenaconnect.query.RetrySettings;
import io.github.athenaconnect.query.ScanBudget;
import io.github.athenaconnect.query.ScanSettings;
import io.github.athenaconnect.query.SqlTemplate;
import io.github.athenaconnect.record.HeaderMode;
import io.github.athenaconnect.record.RecordSettings;
import io.github.athenaconnect.record.RowErrorPolicy;
import io.github.athenaconnect.record.RowErrors;
import io.github.athenaconnect.record.RunLog;
import io.github.athenaconnect.record.TopicTemplate;
import io.github.athenaconnect.result.QueryResults;
import io.github.athenaconnect.result.ResultColumns;
import io.github.athenaconnect.result.ResultFormat;
import io.github.athenaconnect.result.ResultSettings;
import io.github.athenaconnect.result.Results;
import io.github.athenaconnect.schedule.Schedule;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import io.github.athenaconnect.watermark.Watermark;
import io.github.athenaconnect.watermark.WatermarkSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import software.amazon.awssdk.services.athena.AthenaClient;

/**
 * One query against AWS in memory, driven step by step and started again from what was stored: records and offset of each
 * step are stored together, as in a transaction.
 */
final class DrivenQuery {
    static final String SQL = "SELECT id FROM t";
    static final int ROWS = 7;

    static final String DEAD_LETTERS = "dead";

    private static final String TOPIC = "topic";
    private static final String RUN_LOG = "runs";
    private static final int MOST_STEPS = 2000;

    final SettableClock clock = SettableClock.standing("2026-03-01T10:00:05Z");
    final FakeS3 s3 = new FakeS3();
    final FakeAthena athena = new FakeAthena(clock, s3).answers(SQL, List.of("id bigint"), rows(1, ROWS));
    final List<SourceRecord> delivered = new ArrayList<>();
    Optional<QueryOffset> stored = Optional.empty();

    private InstantSource workers = clock;
    private InstantSource passing = clock;
    private String sql = SQL;
    private Schedule schedule = Schedule.once();
    private RetrySettings retry = new RetrySettings(2, Duration.ofSeconds(1), Duration.ofMinutes(30));
    private Policies policies = Plans.DEFAULT_POLICIES;
    private ScanSettings scans = ScanSettings.UNLIMITED;
    private RunEnding ending = new RunEnding(Optional.empty(), false);
    private BatchLimits batch = new BatchLimits(2, 1 << 20);
    private RecordSettings records = new RecordSettings(TOPIC, List.of());
    private ResultFormat results = ResultFormat.CSV;
    private RowErrors rowErrors = RowErrors.FAIL;
    private Optional<WatermarkSettings> watermark = Optional.empty();
    private Supplier<Agenda> agenda = () -> Agenda.of(schedule, ZoneOffset.UTC, Duration.ZERO);
    private AthenaClock time = new AthenaClock(workers, passing);
    private QueryFlow flow;
    private Step last;
    private boolean othersRead;
    private UnaryOperator<AthenaClient> pacing = client -> client;

    static String rows(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(id -> "\"" + id + "\"\n")
                .collect(Collectors.joining());
    }

    static List<Long> ids(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Long::valueOf).toList();
    }

    DrivenQuery asking(String statement) {
        sql = statement;
        return this;
    }

    DrivenQuery everyQuarterOfAnHour() {
        schedule = Schedule.every(Duration.ofMinutes(15));
        return this;
    }

    DrivenQuery retrying(int retries) {
        retry = new RetrySettings(retries, retry.backoff(), retry.timeout());
        return this;
    }

    DrivenQuery timeout(Duration timeout) {
        retry = new RetrySettings(retry.retries(), retry.backoff(), timeout);
        return this;
    }

    DrivenQuery scanningAtMost(long bytes) {
        scans = new ScanSettings(Optional.of(bytes), scans.budget());
        return this;
    }

    /** May scan so many bytes a day. */
    DrivenQuery spendingADay(long bytes) {
        scans = new ScanSettings(scans.limit(), Optional.of(new ScanBudget(bytes, Schedule.every(Duration.ofDays(1)))));
        return this;
    }

    DrivenQuery spendingWhatItWants() {
        scans = ScanSettings.UNLIMITED;
        return this;
    }

    /** Each run owns the data since the run before, from {@code start} on. */
    DrivenQuery inIntervalsFrom(String start) {
        return inIntervals(start, Optional.empty());
    }

    /** The same, of which so many are made up for if they were missed. */
    DrivenQuery inIntervalsSince(String start, int mostMissed) {
        return inIntervals(start, Optional.of(mostMissed));
    }

    private DrivenQuery inIntervals(String start, Optional<Integer> mostMissed) {
        IntervalSettings settings = new IntervalSettings(
                Optional.of(Instant.parse(start)), Optional.empty(), Duration.ZERO, Duration.ZERO, mostMissed);
        agenda = () -> Agenda.ofIntervals(schedule, ZoneOffset.UTC, settings, Duration.ZERO);
        return this;
    }

    DrivenQuery keyedBy(String column) {
        records = new RecordSettings(TOPIC, List.of(column));
        return this;
    }

    /** Lets each row go to a topic of its own. */
    DrivenQuery toTopicsOf(String column) {
        TopicTemplate topic =
                new TopicTemplate(List.of(new TopicTemplate.Literal("t."), new TopicTemplate.OfColumn(column)));
        records = new RecordSettings(topic, Set.of(), List.of(), Optional.empty(), Optional.empty(), HeaderMode.NONE);
        return this;
    }

    DrivenQuery on(FailurePolicy policy) {
        policies =
                new Policies(policy, policies.onQueryChange(), policies.onResultMissing(), policies.onSchemaChange());
        return this;
    }

    DrivenQuery on(QueryChangePolicy policy) {
        policies = new Policies(policies.onFailure(), policy, policies.onResultMissing(), policies.onSchemaChange());
        return this;
    }

    DrivenQuery on(MissingResultPolicy policy) {
        policies = new Policies(policies.onFailure(), policies.onQueryChange(), policy, policies.onSchemaChange());
        return this;
    }

    DrivenQuery on(SchemaChangePolicy policy) {
        policies = new Policies(policies.onFailure(), policies.onQueryChange(), policies.onResultMissing(), policy);
        return this;
    }

    DrivenQuery reading(ResultFormat format) {
        results = format;
        return this;
    }

    /** Leaves out rows that cannot be records. */
    DrivenQuery leavingOutBadRows() {
        rowErrors = new RowErrors(RowErrorPolicy.SKIP, Optional.empty());
        return this;
    }

    /** Writes rows that cannot be records to {@link #DEAD_LETTERS}. */
    DrivenQuery sendingDeadLetters() {
        rowErrors = new RowErrors(RowErrorPolicy.DEAD_LETTER, Optional.of(DEAD_LETTERS));
        return this;
    }

    DrivenQuery inBatchesOf(int rows) {
        batch = new BatchLimits(rows, 1 << 20);
        return this;
    }

    DrivenQuery tellingOfRowsAbove(long bytes) {
        batch = new BatchLimits(2, 1 << 20, false, bytes);
        return this;
    }

    DrivenQuery watching(String column, String initial) {
        watermark = Optional.of(new WatermarkSettings(List.of(column), Watermark.parse(initial), Optional.empty()));
        return this;
    }

    DrivenQuery logging() {
        ending = new RunEnding(Optional.of(new RunLog("connector", RUN_LOG)), false);
        return this;
    }

    DrivenQuery inTransactions() {
        return inTransactionsOf(1000);
    }

    DrivenQuery inTransactionsOf(int rows) {
        ending = new RunEnding(Optional.empty(), true);
        batch = new BatchLimits(rows, 1 << 20, true, Long.MAX_VALUE);
        return this;
    }

    /** Does not believe its worker's clock before Athena has answered, each time it is started. */
    DrivenQuery doubtingItsClock() {
        passing = InstantSource.offset(clock, Duration.ofDays(1));
        return this;
    }

    /** Is driven by a worker whose clock shows the same as Athena's until it is moved. */
    SettableClock withAClockOfItsOwn() {
        SettableClock own = SettableClock.beside(clock);
        workers = own;
        return own;
    }

    /** Makes its calls through another client. */
    DrivenQuery paced(UnaryOperator<AthenaClient> by) {
        pacing = by;
        return this;
    }

    /** Starts it, again if it was started before, with what is stored. */
    DrivenQuery start() {
        if (flow != null) {
            flow.close();
        }
        Query query = new Query("connector", "q", sql);
        QueryPlan plan = new QueryPlan(
                query,
                Plans.ATHENA,
                SqlTemplate.parse(sql),
                agenda.get(),
                watermark,
                retry,
                policies,
                scans,
                records,
                rowErrors,
                batch,
                ending,
                OffsetPlace.of(query.name()));
        AthenaClient paced = pacing.apply(athena);
        QueryResults opened = new QueryResults(
                new ResultColumns(paced),
                new Results(s3, new ResultSettings(1 << 10, 1, Optional.empty()), failures -> {}),
                results,
                new TypeSettings("db.q", DecimalMode.DECIMAL, TimestampMode.MILLIS));
        time = new AthenaClock(workers, passing);
        flow = new QueryFlow(
                plan,
                new Surroundings(
                        new Executions(paced, Plans.ATHENA, query, time),
                        opened,
                        time,
                        clock,
                        Siblings.NONE,
                        new QueryMeter(clock.instant())),
                stored);
        last = null;
        return this;
    }

    /** From now on other queries have as many results open as may be. */
    DrivenQuery whileOthersRead() {
        othersRead = true;
        return this;
    }

    /** It is this query's turn to open its result. */
    DrivenQuery onceOthersHaveRead() {
        othersRead = false;
        return this;
    }

    /** Takes one step, when it is due. */
    Step step() {
        if (last != null && last.notBefore().isAfter(time.instant())) {
            clock.move(Duration.between(time.instant(), last.notBefore()));
        }
        last = flow.advance(() -> !othersRead);
        delivered.addAll(last.marker() ? List.of() : last.records());
        last.records().forEach(this::store);
        return last;
    }

    @SuppressWarnings("unchecked")
    private void store(SourceRecord record) {
        Map<String, Object> offset = (Map<String, Object>) record.sourceOffset();
        stored = Optional.ofNullable(offset).map(fields -> OffsetFormat.read("q", fields));
    }

    /** Takes steps while there are any due before {@code end}. */
    DrivenQuery until(String end) {
        Instant limit = Instant.parse(end);
        return until(() -> last != null && last.notBefore().isAfter(limit));
    }

    /** Takes steps until the query has ended. */
    DrivenQuery untilItsEnd() {
        return until(() -> last != null && last.notBefore().equals(Instant.MAX));
    }

    DrivenQuery untilRows(int count) {
        return until(() -> delivered.size() >= count);
    }

    DrivenQuery until(BooleanSupplier done) {
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            if (done.getAsBoolean()) {
                return this;
            }
            step();
        }
        throw new AssertionError("Still going on after " + MOST_STEPS + " steps, at " + clock.instant() + ", after "
                + delivered.size() + " rows");
    }

    /** Takes steps until one is as wanted. */
    Step stepsUntil(Predicate<Step> wanted) {
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            Step step = step();
            if (wanted.test(step)) {
                return step;
            }
        }
        throw new AssertionError("No such step among " + MOST_STEPS);
    }

    QueryFlow flow() {
        return flow;
    }

    /** What the rows of the topic say, in order. */
    List<Long> ids() {
        return delivered.stream()
                .filter(record -> record.topic().equals(TOPIC))
                .map(record -> ((Struct) record.value()).getInt64("id"))
                .toList();
    }

    /** The rows of the topic with all fields of their schemas, in order. */
    List<String> rows() {
        return delivered.stream()
                .filter(record -> record.topic().equals(TOPIC))
                .map(record -> (Struct) record.value())
                .map(row -> row.schema().fields().stream()
                        .map(field -> field.name() + "=" + row.get(field))
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    /** What the dead letters say, in order. */
    List<Struct> deadLetters() {
        return delivered.stream()
                .filter(record -> record.topic().equals(DEAD_LETTERS))
                .map(record -> (Struct) record.value())
                .toList();
    }

    /** What the run log says, in order. */
    List<String> runLog() {
        return delivered.stream()
                .filter(record -> record.topic().equals(RUN_LOG))
                .map(record -> String.valueOf(record.value()))
                .toList();
    }

    /** Of the offset that is stored. */
    String scheduledOfLastRun() {
        return stored.orElseThrow().attempt().run().scheduled().toString();
    }

    /** The executions that were submitted on a day of March. */
    List<FakeAthena.Scan> scansOf(int day) {
        return athena.scans().stream()
                .filter(scan -> scan.submitted().atOffset(ZoneOffset.UTC).getDayOfMonth() == day)
                .toList();
    }

    int executions() {
        return athena.started().size();
    }
}
