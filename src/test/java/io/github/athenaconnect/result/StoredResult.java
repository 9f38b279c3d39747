package io.github.athenaconnect.result;

import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.query.AthenaSettings;
import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.query.Executions;
import io.github.athenaconnect.query.OutputSettings;
import io.github.athenaconnect.query.Query;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The result of an execution on a fake Athena, to be opened in any format. */
final class StoredResult {
    private static final String SQL = "SELECT * FROM t";

    final SettableClock clock = SettableClock.standing("2026-03-01T10:00:00Z");
    final FakeS3 s3 = new FakeS3();
    final FakeAthena athena = new FakeAthena(clock, s3);
    private int runs;

    /** Of a table, whose rows are given as Athena writes a CSV. */
    static StoredResult table(List<String> columns, String csv) {
        StoredResult result = new StoredResult();
        result.athena.answers(SQL, columns, csv);
        return result;
    }

    /** Of a utility statement. */
    static StoredResult text(List<String> columns, String... lines) {
        StoredResult result = new StoredResult();
        result.athena.answersText(SQL, columns, List.of(lines));
        return result;
    }

    /** A further execution, which has succeeded. */
    Execution execution() {
        Executions executions = executions();
        return look(executions
                .start(Attempt.first(Run.at(clock.instant().plusSeconds(runs++))), SQL)
                .id());
    }

    /** What Athena says of an execution now. */
    Execution look(String id) {
        return executions().look(id).orElseThrow();
    }

    private Executions executions() {
        AthenaSettings settings = new AthenaSettings(
                "AwsDataCatalog",
                "db",
                "primary",
                OutputSettings.at(Optional.empty()),
                Duration.ofMillis(100),
                Duration.ofSeconds(5));
        return new Executions(athena, settings, new Query("connector", "q", SQL), clock);
    }

    /** A process that reads in this format, with nothing remembered. */
    QueryResults results(ResultFormat format) {
        return results(format, Optional.empty());
    }

    QueryResults results(ResultFormat format, Optional<String> expectedBucketOwner) {
        return new QueryResults(
                new ResultColumns(athena),
                new Results(s3, new ResultSettings(1 << 20, 1, expectedBucketOwner), failures -> {}),
                format,
                new TypeSettings("row", DecimalMode.DECIMAL, TimestampMode.MILLIS));
    }

    /** A reader of pages of a further execution. */
    ResultReader pages() {
        return results(ResultFormat.API).open(execution()).reader();
    }
}
