package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import java.time.Duration;
import java.util.List;

/** How a configuration is checked before a connector is created. */
final class ValidationSection {
    /** The worker's REST interface gives up after 90 seconds, whatever the connector is configured to. */
    private static final long LONGEST_TIMEOUT_MILLIS = 80_000;

    private static final Key<ValidationLevel> LEVEL = Key.withDefault(
            "validation",
            Choice.among(ValidationLevel.class),
            "queries",
            Label.medium(
                    "Validation",
                    SHORT,
                    "What is checked before a connector is created or changed. `off` and `config`: what needs no"
                            + " network. `connection`: also the credentials, the workgroup, the database and the output"
                            + " location. `queries`: also each statement, its columns and its key columns. Nothing is"
                            + " scanned."));
    private static final Key<Duration> TIMEOUT = Key.withDefault(
            "validation.timeout.ms",
            Form.number(1000, LONGEST_TIMEOUT_MILLIS).map(Duration::ofMillis),
            20_000L,
            Label.low(
                    "Validation time-out (ms)",
                    SHORT,
                    "Longest time that all questions to AWS may take together during validation; the worker itself"
                            + " gives up after 90 seconds."));

    static final Section SECTION = new Section("Validation", List.of(LEVEL, TIMEOUT));

    private ValidationSection() {}

    static ValidationSettings read(Values values) {
        return new ValidationSettings(values.get(LEVEL), values.get(TIMEOUT));
    }
}
