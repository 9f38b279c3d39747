package io.github.athenaconnect.type;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.github.athenaconnect.result.QueryResults;
import io.github.athenaconnect.result.ResultColumns;
import io.github.athenaconnect.result.ResultFormat;
import io.github.athenaconnect.result.ResultReader;
import io.github.athenaconnect.result.ResultSettings;
import io.github.athenaconnect.result.Results;
import io.github.athenaconnect.result.UndecodableRowException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.athena.model.ColumnInfo;

/** Every line of the specification gives the same row, or the same refusal, in a CSV object and in pages. */
class ReadersAgreeTest {
    private static final String SQL = "SELECT value FROM t";

    private final SettableClock clock = SettableClock.standing("2026-03-01T10:00:00Z");
    private final FakeS3 s3 = new FakeS3();
    private final FakeAthena athena = new FakeAthena(clock, s3);

    @ParameterizedTest
    @MethodSource("io.github.athenaconnect.type.Specification#all")
    void onWhatAValueIs(Specification line) {
        athena.answersColumns(
                SQL, List.of(info(line.column())), "\"" + line.text().replace("\"", "\"\"") + "\"\n\n");
        Execution execution = execution();

        String fromObject = read(ResultFormat.CSV, line, execution);
        String fromPages = read(ResultFormat.API, line, execution);

        assertThat(fromPages.replace("athena:execution-0", FakeAthena.BUCKET + "execution-0.csv"))
                .isEqualTo(fromObject)
                .matches(row -> row.contains("NULL"), "has the row of NULL too")
                .contains(line.outcome().error());
    }

    private static ColumnInfo info(AthenaColumn column) {
        return ColumnInfo.builder()
                .label(column.name())
                .type(column.typeName())
                .precision(column.precision())
                .scale(column.scale())
                .build();
    }

    private Execution execution() {
        AthenaSettings settings = new AthenaSettings(
                "AwsDataCatalog",
                "db",
                "primary",
                OutputSettings.at(Optional.empty()),
                Duration.ofMillis(100),
                Duration.ofSeconds(5));
        Executions executions = new Executions(athena, settings, new Query("connector", "q", SQL), clock);
        String id =
                executions.start(Attempt.first(Run.at(clock.instant())), SQL).id();
        return executions.look(id).orElseThrow();
    }

    private String read(ResultFormat format, Specification line, Execution execution) {
        QueryResults results = new QueryResults(
                new ResultColumns(athena),
                new Results(s3, new ResultSettings(1 << 20, 1, Optional.empty()), failures -> {}),
                format,
                line.settings());
        StringBuilder rows = new StringBuilder();
        try (ResultReader reader = results.open(execution).reader()) {
            while (!reader.atEnd()) {
                rows.append(read(reader)).append('\n');
            }
        }
        return rows.toString();
    }

    private static String read(ResultReader reader) {
        try {
            Struct row = reader.next();
            Object value = row.get("value");
            String shown =
                    value instanceof byte[] bytes ? java.util.HexFormat.of().formatHex(bytes) : row.toString();
            return value == null ? "NULL" : shown + " as " + reader.text(0);
        } catch (UndecodableRowException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
