package io.github.athenaconnect;

import io.github.athenaconnect.fake.FakeAthena;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * One thing that may happen, to be crashed at every step. Immutable.
 *
 * @param queries names of the queries, which are their topics too
 * @param configuration what is configured beyond mode and boundary
 * @param transformation which records pass, by the id of their row; records without a row pass
 * @param rejected which rows cannot be records, by their ids
 * @param athena prepares Athena
 * @param skippedRuns runs that deliver nothing, because they fail and are left behind
 * @param moreExecutions executions beyond one for each run and query
 * @param mishap what else happens at each crash
 */
record SweptScenario(
        String name,
        List<String> queries,
        List<Integer> rowsOfRuns,
        Map<String, String> configuration,
        Predicate<String> transformation,
        Predicate<String> rejected,
        Consumer<FakeAthena> athena,
        List<Integer> skippedRuns,
        int moreExecutions,
        Mishap mishap) {

    /** The topic of the dead letters. */
    static final String DEAD_LETTERS = "dead";

    private static final String DEAD_LETTER = "dead_letter";

    /** The least one that is taken. */
    static final long BUDGET = 10_000_000;

    /** More than half of it. */
    private static final long SCANNED = 6_000_000;

    static final String BUDGET_PERIOD = "15 4/10 * * * ?";

    /** One query whose results come in batches of two rows. */
    static SweptScenario of(String name, List<Integer> rowsOfRuns) {
        return new SweptScenario(
                name,
                List.of("orders"),
                rowsOfRuns,
                Map.of("batch.max.rows", "2", "transaction.max.rows", "2"),
                id -> true,
                id -> false,
                untold -> untold.runsFor(Duration.ZERO),
                List.of(),
                0,
                Mishap.NOTHING);
    }

    SweptScenario with(String key, String value) {
        Map<String, String> more = new HashMap<>(configuration);
        more.put(key, value);
        return new SweptScenario(
                name, queries, rowsOfRuns, more, transformation, rejected, athena, skippedRuns, moreExecutions, mishap);
    }

    /** Lets each row of {@code orders} name its topic, and some delete what has their key. */
    SweptScenario letsRowsDecide() {
        return with("query.orders.topic", "orders.${column:place}")
                .with("query.orders.key.columns", "id")
                .with("query.orders.delete.column", "gone");
    }

    boolean rowsDecide() {
        return configuration.containsKey("query.orders.delete.column");
    }

    /** Lets two executions use up a budget that begins anew shortly after the third run is due. */
    SweptScenario spending() {
        return onAthena(athena -> athena.scanning(SCANNED))
                .with("query.default.scan.budget.bytes", Long.toString(BUDGET))
                .with("query.default.scan.budget.period", BUDGET_PERIOD);
    }

    /** Whether it is an error of its configuration to have no run log. */
    boolean needsRunLog() {
        return configuration.containsKey("query.default.scan.budget.bytes");
    }

    SweptScenario asking(String... names) {
        return new SweptScenario(
                name,
                List.of(names),
                rowsOfRuns,
                configuration,
                transformation,
                rejected,
                athena,
                skippedRuns,
                moreExecutions,
                mishap);
    }

    /** Drops rows on the way, as a transformation of the connector does. */
    SweptScenario dropping(Predicate<String> dropped) {
        return new SweptScenario(
                        name,
                        queries,
                        rowsOfRuns,
                        configuration,
                        dropped.negate(),
                        rejected,
                        athena,
                        skippedRuns,
                        moreExecutions,
                        mishap)
                .with("transforms", "drop")
                .with("transforms.drop.type", "org.apache.kafka.connect.transforms.Filter");
    }

    /** Has some rows be such that they cannot be records, and says what becomes of them. */
    SweptScenario rejecting(String policy, Predicate<String> bad) {
        SweptScenario with = new SweptScenario(
                        name,
                        queries,
                        rowsOfRuns,
                        configuration,
                        transformation,
                        bad,
                        athena,
                        skippedRuns,
                        moreExecutions,
                        mishap)
                .with("query.default.errors.row", policy);
        return policy.equals(DEAD_LETTER) ? with.with("query.default.errors.dead.letter.topic", DEAD_LETTERS) : with;
    }

    SweptScenario onAthena(Consumer<FakeAthena> told) {
        return new SweptScenario(
                name,
                queries,
                rowsOfRuns,
                configuration,
                transformation,
                rejected,
                told,
                skippedRuns,
                moreExecutions,
                mishap);
    }

    /** Expects one run to fail and to be left behind. */
    SweptScenario skipping(int run) {
        return new SweptScenario(
                name,
                queries,
                rowsOfRuns,
                configuration,
                transformation,
                rejected,
                athena,
                List.of(run),
                moreExecutions,
                mishap);
    }

    SweptScenario costing(int more) {
        return new SweptScenario(
                name, queries, rowsOfRuns, configuration, transformation, rejected, athena, skippedRuns, more, mishap);
    }

    SweptScenario meeting(Mishap what) {
        return new SweptScenario(
                name,
                queries,
                rowsOfRuns,
                configuration,
                transformation,
                rejected,
                athena,
                skippedRuns,
                moreExecutions,
                what);
    }

    /** Whether a record passes the transformation; one without a value has the id {@code none}. */
    boolean lets(SourceRecord record) {
        if (record.value() == null) {
            return transformation.test("none");
        }
        return !(record.value() instanceof Struct row)
                || row.schema().field("id") == null
                || transformation.test(row.getString("id"));
    }

    /** The rows of each query that are to be in its topic, in order. */
    List<String> truth(SweptMode mode) {
        return mode.truth(mode.table(rowsOfRuns), skippedRuns)
                .filter(this::delivers)
                .toList();
    }

    private boolean delivers(String id) {
        return transformation.test(id) && !rejected.test(id);
    }

    /** The rows that are to be among the dead letters, in order. */
    List<String> deadLetters(SweptMode mode) {
        return DEAD_LETTER.equals(configuration.get("query.default.errors.row"))
                ? mode.truth(mode.table(rowsOfRuns), skippedRuns)
                        .filter(rejected)
                        .toList()
                : List.of();
    }

    /** Whether of some run every row is dropped on the way, or left out. */
    boolean dropsWholeRuns() {
        return IntStream.range(0, rowsOfRuns.size())
                .anyMatch(run -> rowsOfRuns.get(run) > 0
                        && SweptMode.FULL
                                .table(rowsOfRuns)
                                .rows()
                                .filter(row -> row.run() == run)
                                .map(SweptTable.Row::id)
                                .noneMatch(this::delivers));
    }

    int executions() {
        return queries.size() * rowsOfRuns.size() + moreExecutions;
    }

    @Override
    public String toString() {
        return name;
    }
}
