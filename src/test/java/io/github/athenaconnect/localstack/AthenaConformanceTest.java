package io.github.athenaconnect.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** The stack behaves as Athena does, seen through the plain SDK clients; runs on the engine of this test run. */
class AthenaConformanceTest {
    private static LocalStack stack;
    private static AthenaDriver athena;

    @BeforeAll
    static void startStack() throws Exception {
        stack = LocalStack.start();
        athena = new AthenaDriver(stack);
    }

    @AfterAll
    static void stopStack() throws Exception {
        stack.close();
    }

    @Test
    void aSelectLeavesItsRowsAsCsv() {
        QueryExecution execution = athena.run("SELECT 1 AS a, 'x' AS b, CAST(NULL AS varchar) AS c, '' AS d");

        assertThat(execution.status().state())
                .as(execution.status().stateChangeReason())
                .isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(athena.text(execution.resultConfiguration().outputLocation()))
                .isEqualTo("\"a\",\"b\",\"c\",\"d\"\n\"1\",\"x\",,\"\"\n");
    }
}
