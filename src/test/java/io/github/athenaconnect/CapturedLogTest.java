package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class CapturedLogTest {
    private static final Logger OLDER = LoggerFactory.getLogger(CapturedLogTest.class);

    @Test
    void hasWhatOldAndNewLoggersSayAtEveryLevelAndLeavesThemAsTheyWere() {
        boolean before = OLDER.isInfoEnabled();
        try (CapturedLog captured = CapturedLog.open()) {
            OLDER.trace("said by the older");
            LoggerFactory.getLogger("io.github.athenaconnect.New").debug("said by the newer");

            assertThat(captured.text()).contains("said by the older", "said by the newer");
        }
        assertThat(OLDER.isInfoEnabled()).isEqualTo(before);
        assertThat(LoggerFactory.getLogger("io.github.athenaconnect.New").isInfoEnabled())
                .isEqualTo(before);
    }
}
