package io.github.athenaconnect.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What went wrong is told in messages, not in stack traces. */
class ReasonsTest {
    @Test
    void eachCauseIsToldOnceFromTheOutermostIn() {
        Exception failure = new IllegalStateException(
                "No broker", new IllegalStateException("No broker", new IllegalArgumentException("Port 1 is taken")));

        assertThat(Reasons.of(failure)).isEqualTo("No broker\n  because: Port 1 is taken");
    }

    @Test
    void aTaskIsQuotedWithoutFramesAndClassNames() {
        String trace = """
                org.apache.kafka.connect.errors.ConnectException: Query orders failed
                \tat io.github.athenaconnect.Task.poll(Task.java:1)
                Caused by: java.io.IOException: TABLE_NOT_FOUND: line 1:15
                \t... 7 more
                """;

        assertThat(Reasons.of(trace)).isEqualTo("Query orders failed\n  because: TABLE_NOT_FOUND: line 1:15");
    }
}
