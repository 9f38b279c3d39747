package io.github.athenaconnect.result;

import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.localstack.synthetic.SyntheticResult;
import io.github.athenaconnect.query.Shard;
import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.RowType;
import io.github.athenaconnect.type.RowTypes;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a row of a CSV result costs in memory of this process: looking for line ends, cutting the line, and making the typed
 * row of it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RowCost {
    /** All columns of a {@link SyntheticResult}. */
    public static final String MIXED = "all";

    private static final int ROWS = 10_000;
    private static final String LOCATION = "s3://results/cost.csv";
    private static final int LARGEST_ROW = 1 << 20;
    private static final TypeSettings SETTINGS = new TypeSettings("cost", DecimalMode.DECIMAL, TimestampMode.MILLIS);

    /** Which column the result has. */
    @Param({MIXED, "id", "customer", "amount", "rate", "active", "created_at", "day", "note", "payload", "padding"})
    public String column = MIXED;

    private final FakeS3 s3 = new FakeS3();
    private byte[] object = new byte[0];
    private RowType type = RowTypes.withoutColumns(SETTINGS);

    /** Makes the result. */
    @Setup
    public void prepare() {
        List<Integer> chosen = IntStream.range(0, SyntheticResult.columns().size())
                .filter(index -> column.equals(MIXED)
                        || SyntheticResult.columns().get(index).label().equals(column))
                .boxed()
                .toList();
        StringBuilder csv = new StringBuilder(line(chosen.stream()
                .map(index -> SyntheticResult.columns().get(index).label())
                .toList()));
        for (int row = 0; row < ROWS; row++) {
            List<String> values = new ArrayList<>();
            for (int index : chosen) {
                values.add(SyntheticResult.values(row).get(index));
            }
            csv.append(line(values));
        }
        object = csv.toString().getBytes(StandardCharsets.UTF_8);
        s3.put(LOCATION, object);
        type = RowTypes.of(
                chosen.stream()
                        .map(index -> SyntheticResult.columns().get(index))
                        .map(source ->
                                new AthenaColumn(source.label(), source.type(), source.precision(), source.scale()))
                        .toList(),
                SETTINGS);
    }

    private static String line(List<String> values) {
        return values.stream()
                .map(value -> value == null ? "" : '"' + value.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",", "", "\n"));
    }

    /** The least that anything can do that has to know where rows begin. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int scan() {
        int lines = 0;
        for (byte each : object) {
            if (each == '\n') {
                lines++;
            }
        }
        return lines;
    }

    /** Reads and cuts lines, and looks at no value. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void parse(Blackhole seen) {
        ObjectOpener opener = new ObjectOpener(s3, S3Location.parse(LOCATION), Optional.empty());
        try (ResultObject open = new ResultObject(opener, 1, failures -> {}, 0, Optional.empty(), ReadAhead.none())) {
            CsvLine line = new CsvLine(type.sources().size());
            CsvRows rows = new CsvRows(open, new RowBuffer(open, 0, LARGEST_ROW), line, -1);
            while (rows.hasNext()) {
                seen.consume(rows.next());
            }
        }
    }

    /** Makes typed rows. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void decode(Blackhole seen) {
        ResultSettings settings = new ResultSettings(LARGEST_ROW, 1, Optional.empty());
        try (ResultReader reader = new Results(s3, settings, failures -> {}, Shard.WHOLE, ReadAhead.none())
                .open(ResultFormat.CSV, LOCATION, type)) {
            while (!reader.atEnd()) {
                seen.consume(reader.next());
            }
        }
    }
}
