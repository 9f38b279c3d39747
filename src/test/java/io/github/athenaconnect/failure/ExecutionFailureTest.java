package io.github.athenaconnect.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionFailureTest {
    @ParameterizedTest
    @CsvSource({
        "FAILED, SYNTAX_ERROR: line 1:8: Column 'x' cannot be resolved, 1009, false, STOP_UNTIL_RESTART",
        "FAILED, TABLE_NOT_FOUND: Table does not exist, 1110, false, STOP_UNTIL_RESTART",
        "FAILED, Please reduce your request rate, 1403, true, RETRY_RUN",
        "FAILED, an internal error, 9999, true, RETRY_RUN",
        "FAILED, Query exhausted resources at this scale factor, 1, true, STOP_UNTIL_CHANGE",
        "FAILED, Query exhausted resources at this scale factor, , true, STOP_UNTIL_CHANGE",
        "FAILED, Query timeout, , true, STOP_UNTIL_CHANGE",
        "CANCELLED, Bytes scanned limit was exceeded, , false, STOP_UNTIL_CHANGE",
        "CANCELLED, Query cancelled by user, 1014, false, STOP_UNTIL_RESTART",
    })
    void athenasWordsAndNumbersDecideWhatFollows(
            String state, String reason, Integer type, boolean retryable, Verdict verdict) {
        assertThat(new ExecutionFailure(state, reason, Optional.ofNullable(type), retryable).verdict())
                .isEqualTo(verdict);
    }

    @Test
    void wordsThatEndInAFullStopAreToldWithoutIt() {
        assertThat(new ExecutionFailure("FAILED", "Insufficient permissions.", Optional.of(1501), false))
                .hasToString("FAILED (error type 1501): Insufficient permissions");
    }
}
