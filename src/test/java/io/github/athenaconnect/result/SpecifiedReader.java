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
import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.FileForm;
import io.github.athenaconnect.type.FileForms;
import io.github.athenaconnect.type.TypeSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import software.amazon.awssdk.services.athena.model.ColumnInfo;

/** The readers, each with the results that hold a text as a value, then NULL, then the text again. */
enum SpecifiedReader {
    CSV {
        @Override
        Stream<OpenResult> results(AthenaColumn column, TypeSettings settings, String text) {
            return Stream.of(ofExecution(column, settings, text, ResultFormat.CSV));
        }
    },
    API {
        @Override
        Stream<OpenResult> results(AthenaColumn column, TypeSettings settings, String text) {
            return Stream.of(ofExecution(column, settings, text, ResultFormat.API));
        }
    },
    UNLOAD {
        @Override
        Stream<OpenResult> results(AthenaColumn column, TypeSettings settings, String text) {
            return FileForms.of(column).stream()
                    .flatMap(form -> form.value(text).map(value -> file(column, form, value)).stream())
                    .map(file -> new UnloadReading(file).with(settings).open());
        }
    };

    private static final String SQL = "SELECT * FROM t";

    /** As many as there are forms of the value that this reader reads; none where a result of this kind cannot hold it. */
    abstract Stream<OpenResult> results(AthenaColumn column, TypeSettings settings, String text);

    private static OpenResult ofExecution(
            AthenaColumn column, TypeSettings settings, String text, ResultFormat format) {
        SettableClock clock = SettableClock.standing("2026-03-01T10:00:00Z");
        FakeS3 s3 = new FakeS3();
        String value = "\"" + text.replace("\"", "\"\"") + "\"";
        FakeAthena athena =
                new FakeAthena(clock, s3).answersColumns(SQL, List.of(info(column)), value + "\n\n" + value + "\n");
        return new QueryResults(
                        new ResultColumns(athena),
                        new Results(s3, new ResultSettings(1 << 20, 1, Optional.empty()), failures -> {}),
                        format,
                        settings)
                .open(execution(athena, clock));
    }

    private static ColumnInfo info(AthenaColumn column) {
        return ColumnInfo.builder()
                .label(column.name())
                .type(column.typeName())
                .precision(column.precision())
                .scale(column.scale())
                .build();
    }

    private static Execution execution(FakeAthena athena, SettableClock clock) {
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

    private static byte[] file(AthenaColumn column, FileForm form, Consumer<Group> value) {
        MessageType schema = form.file(column.name());
        List<Group> rows =
                Stream.<Group>generate(() -> new SimpleGroup(schema)).limit(3).toList();
        value.accept(rows.get(0));
        value.accept(rows.get(2));
        return ParquetBytes.of(schema, rows.stream());
    }
}
