package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import io.github.athenaconnect.wide.RunEngine;
import io.github.athenaconnect.wide.WideColumn;
import io.github.athenaconnect.wide.WideTable;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random rows of random types, from Java values to SQL, into a table, through a result and back. {@code -Dwide.seed=7}
 * repeats a run.
 */
@ExtendWith(LocalStackExtension.class)
@Timeout(300)
class WideRoundTripTest {
    private static final int COLUMNS = 12;
    private static final int ROWS = 16;

    /** Test reports show them as the test's argument. */
    static LongStream seeds() {
        return LongStream.of(1, 20240101L, Chance.seed("wide.seed"));
    }

    @ParameterizedTest(name = "-Dwide.seed={0}")
    @MethodSource("seeds")
    void everyRowComesBackThroughEveryReader(long seed, LocalStack aws) throws Exception {
        WideTable table = WideTable.ofAnyTypes("seed_" + Long.toHexString(seed), new Random(seed), COLUMNS, ROWS);
        table.write(aws.catalog());

        requireRows(table, WideRows.read(aws, table.select(column -> true), "unload", ROWS), seed + " by unload");
        List<WideColumn> nested = json(table);
        Deployment text = WideRows.deployment(
                aws,
                table.select(
                        column -> column.passesText() || nested.contains(column),
                        column -> nested.contains(column) ? column.json() : column.name()));
        for (String format : List.of("csv", "api")) {
            requireRows(
                    table,
                    WideRows.read(declaring(nested, text).with("query.q.result.format", format), ROWS),
                    seed + " by " + format);
        }
    }

    /** The columns with parts that come as JSON; DuckDB's JSON is not Athena's. */
    private static List<WideColumn> json(WideTable table) {
        return table.columns().stream()
                .filter(column -> RunEngine.isTrino() && column.passesJson())
                .toList();
    }

    private static Deployment declaring(List<WideColumn> nested, Deployment deployment) {
        return nested.isEmpty() ? deployment : deployment.with("query.q.nested.types", WideColumn.declarations(nested));
    }

    private static void requireRows(WideTable table, WideRows read, String seedAndReader) {
        for (WideColumn column : table.columns()) {
            if (read.schema().field(column.name()) != null) {
                assertThat(read.column(column))
                        .as(
                                "seed %s, column %s of type %s",
                                seedAndReader, column.name(), column.type().type())
                        .isEqualTo(column.written());
            }
        }
    }
}
