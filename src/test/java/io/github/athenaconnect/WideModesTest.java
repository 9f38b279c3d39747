package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import io.github.athenaconnect.wide.Passage;
import io.github.athenaconnect.wide.Passage.Outcome;
import io.github.athenaconnect.wide.PlainValue;
import io.github.athenaconnect.wide.RunEngine;
import io.github.athenaconnect.wide.WideColumn;
import io.github.athenaconnect.wide.WideTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wide table under other settings of types: every reader still gives the same. */
@ExtendWith(LocalStackExtension.class)
@Timeout(300)
class WideModesTest {
    private static final WideTable TABLE = WideTable.ofEveryType();

    /** With more digits than the milliseconds of a table's timestamps. */
    private static final String FINE = "SELECT 1 AS id, TIMESTAMP '2017-01-02 03:04:05.678901' AS moment";

    private LocalStack aws;

    @BeforeEach
    void writeTheTable(LocalStack stack) throws Exception {
        aws = stack;
        TABLE.write(aws.catalog());
    }

    /** No count of nanoseconds reaches from the first year to the last one of the table's timestamps. */
    private static boolean passesEverywhere(WideColumn column, String timestamps) {
        Passage passage = Passage.of(column.type());
        boolean tooManyYears =
                timestamps.equals("nanos") && column.type().name().equals("timestamp");
        return passage.text() == Outcome.VALUE && passage.unload() == Outcome.VALUE && !tooManyYears;
    }

    @ParameterizedTest
    @CsvSource({
        "string, string",
        "double, micros",
        "best_fit, millis_truncated",
        "decimal, nanos",
    })
    void allReadersGiveTheSameRows(String decimals, String timestamps) {
        Deployment deployment = WideRows.deployment(aws, TABLE.select(column -> passesEverywhere(column, timestamps)))
                .with("query.q.decimal.mode", decimals)
                .with("query.q.timestamp.mode", timestamps);

        WideRows fromText = WideRows.read(deployment.with("query.q.result.format", "csv"), TABLE.rows());
        for (String format : new String[] {"unload", "api"}) {
            WideRows rows = WideRows.read(deployment.with("query.q.result.format", format), TABLE.rows());
            assertThat(rows.schema().fields()).isEqualTo(fromText.schema().fields());
            fromText.byId()
                    .forEach((id, row) -> assertThat(PlainValue.of(rows.byId().get(id)))
                            .as("row %d by %s", id, format)
                            .isEqualTo(PlainValue.of(row)));
        }
    }

    /** Trino rounds to milliseconds for a client that does not ask for more, which the stack does not, as Athena's texts say. */
    @ParameterizedTest
    @ValueSource(strings = {"csv", "api"})
    void finerDigitsComeWhereTheTextHasThem(String format) {
        Deployment deployment = WideRows.deployment(aws, FINE)
                .with("query.q.timestamp.mode", "micros")
                .with("query.q.result.format", format);

        assertThat(WideRows.read(deployment, 1).byId().get(1).getInt64("moment"))
                .isEqualTo(RunEngine.isTrino() ? 1_483_326_245_679_000L : 1_483_326_245_678_901L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"millis", "micros"})
    void finerDigitsAreMoreThanUnloadCanWrite(String timestamps) {
        Deployment deployment = WideRows.deployment(aws, FINE)
                .with("query.q.timestamp.mode", timestamps)
                .with("query.q.result.format", "unload");

        assertThatThrownBy(() -> WideRows.read(deployment, 1))
                .hasMessageContainingAll("timestamp(6)", "AS timestamp(3)", "result.format=csv");
    }
}
