package io.github.athenaconnect.offset;

import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.DataInterval;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.query.Spending;
import io.github.athenaconnect.result.ResultPosition;
import io.github.athenaconnect.type.KnownColumns;
import io.github.athenaconnect.watermark.Watermark;
import java.util.Optional;

/**
 * Where a query stands after a record: everything needed to go on with the next row of the same result.
 *
 * @param attempt the run and which try at it
 * @param reading where its result is read; absent if nothing of it is, because the run is to be started or because it
 *     ended without a result
 * @param done whether the run has ended, and the next one follows
 * @param watermark the watermark of the completed runs before this one; absent unless the mode has one
 * @param maximum the highest watermark among the rows of this run so far; absent unless the mode has one
 * @param sqlFingerprint tells the statement that was run from any other; absent where somebody wrote the offset by hand
 * @param columns those that the records have, for results to come; absent where records have whatever a result has
 * @param spending what was scanned of a budget; absent without a budget
 */
public record QueryOffset(
        Attempt attempt,
        Optional<ReadPoint> reading,
        boolean done,
        Optional<Watermark> watermark,
        Optional<Watermark> maximum,
        Optional<String> sqlFingerprint,
        Optional<KnownColumns> columns,
        Optional<Spending> spending) {

    /** Of a query without a budget. */
    public QueryOffset(
            Attempt attempt,
            Optional<ReadPoint> reading,
            boolean done,
            Optional<Watermark> watermark,
            Optional<Watermark> maximum,
            Optional<String> sqlFingerprint,
            Optional<KnownColumns> columns) {
        this(attempt, reading, done, watermark, maximum, sqlFingerprint, columns, Optional.empty());
    }

    /** Of a query without a budget, and of records that have whatever columns a result has. */
    public QueryOffset(
            Attempt attempt,
            Optional<ReadPoint> reading,
            boolean done,
            Optional<Watermark> watermark,
            Optional<Watermark> maximum,
            Optional<String> sqlFingerprint) {
        this(attempt, reading, done, watermark, maximum, sqlFingerprint, Optional.empty());
    }

    /** The end of a run without a result or a watermark, of which it is not known which statement it asked. */
    public static QueryOffset ended(Run run, Optional<KnownColumns> columns, Optional<Spending> spending) {
        return new QueryOffset(
                Attempt.first(run),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                columns,
                spending);
    }

    /**
     * The same run further on: after the row that ends at {@code reached}, with the maximum up to it.
     *
     * @param rejected how many rows up to there could not be records
     */
    public QueryOffset at(ResultPosition reached, Optional<Watermark> maximumSoFar, long rejected) {
        return new QueryOffset(
                attempt,
                reading.map(point -> point.at(reached, rejected)),
                false,
                watermark,
                maximumSoFar,
                sqlFingerprint,
                columns,
                spending);
    }

    /** The same place, with other knowledge of what was scanned. */
    public QueryOffset having(Optional<Spending> spent) {
        return new QueryOffset(attempt, reading, done, watermark, maximum, sqlFingerprint, columns, spent);
    }

    /** The same place, with or without the end of the run. */
    public QueryOffset done(boolean ended) {
        return new QueryOffset(attempt, reading, ended, watermark, maximum, sqlFingerprint, columns, spending);
    }

    /** The watermark of all runs that are complete, this one included if it is. */
    public Optional<Watermark> committed() {
        return done
                ? maximum.map(highest ->
                                watermark.map(before -> before.orLater(highest)).orElse(highest))
                        .or(() -> watermark)
                : watermark;
    }

    /** What messages call the run and, where its result is being read, the execution. */
    public String label() {
        String run = attempt.run().label();
        return reading.map(point -> run + ", execution " + point.executionId()).orElse(run);
    }

    /** The data the run owns, in {@code interval} mode only. */
    public Optional<DataInterval> interval() {
        return attempt.run().interval();
    }
}
