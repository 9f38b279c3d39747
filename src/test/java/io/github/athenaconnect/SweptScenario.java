package io.github.athenaconnect;

import io.github.athenaconnect.fake.FakeAthena;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * One thing that may happen, to be crashed at every step. Immutable.
 *
 * @param queries names of the queries, which are their topics too
 * @param configuration what is configured beyond mode and boundary
 * @param transformation which records pass, by the id of their row; records without a row pass
 * @param athena prepares Athena
 * @param skippedRuns runs that deliver nothing, because they fail and are left behind
 * @param moreExecutions executions beyond one for each run and query
 * @param forgetful whether Athena forgets its tokens at each crash
 */
record SweptScenario(
        String name,
        List<String> queries,
        List<Integer> rowsOfRuns,
        Map<String, String> configuration,
        Predicate<String> transformation,
        Consumer<FakeAthena> athena,
        List<Integer> skippedRuns,
        int moreExecutions,
        boolean forgetful) {

    /** One query whose results come in batches of two rows. */
    static SweptScenario of(String name, List<Integer> rowsOfRuns) {
        return new SweptScenario(
                name,
                List.of("orders"),
                rowsOfRuns,
                Map.of("batch.max.rows", "2", "transaction.max.rows", "2"),
                id -> true,
                untold -> untold.runsFor(Duration.ZERO),
                List.of(),
                0,
                false);
    }

    SweptScenario with(String key, String value) {
        Map<String, String> more = new HashMap<>(configuration);
        more.put(key, value);
        return new SweptScenario(
                name, queries, rowsOfRuns, more, transformation, athena, skippedRuns, moreExecutions, forgetful);
    }

    SweptScenario asking(String... names) {
        return new SweptScenario(
                name,
                List.of(names),
                rowsOfRuns,
                configuration,
                transformation,
                athena,
                skippedRuns,
                moreExecutions,
                forgetful);
    }

    /** Drops rows on the way, as a transformation of the connector does. */
    SweptScenario dropping(Predicate<String> dropped) {
        return new SweptScenario(
                        name,
                        queries,
                        rowsOfRuns,
                        configuration,
                        dropped.negate(),
                        athena,
                        skippedRuns,
                        moreExecutions,
                        forgetful)
                .with("transforms", "drop")
                .with("transforms.drop.type", "org.apache.kafka.connect.transforms.Filter");
    }

    SweptScenario onAthena(Consumer<FakeAthena> told) {
        return new SweptScenario(
                name, queries, rowsOfRuns, configuration, transformation, told, skippedRuns, moreExecutions, forgetful);
    }

    SweptScenario skipping(int run) {
        return new SweptScenario(
                name,
                queries,
                rowsOfRuns,
                configuration,
                transformation,
                athena,
                List.of(run),
                moreExecutions,
                forgetful);
    }

    SweptScenario costing(int more) {
        return new SweptScenario(
                name, queries, rowsOfRuns, configuration, transformation, athena, skippedRuns, more, forgetful);
    }

    SweptScenario forgettingTokens() {
        return new SweptScenario(
                name, queries, rowsOfRuns, configuration, transformation, athena, skippedRuns, moreExecutions, true);
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

    SweptTable table() {
        return new SweptTable(rowsOfRuns);
    }

    /** The rows of each query that are to be in its topic, in order. */
    List<String> truth(SweptMode mode) {
        return table().rows()
                .filter(row -> mode.asksAgain() || !skippedRuns.contains(row.run()))
                .map(SweptTable.Row::id)
                .filter(transformation)
                .toList();
    }

    int executions() {
        return queries.size() * rowsOfRuns.size() + moreExecutions;
    }

    @Override
    public String toString() {
        return name;
    }
}
