package io.github.athenaconnect.config;

import java.time.Duration;

/**
 * How a configuration is checked before a connector is created.
 *
 * @param timeout longest time that all questions to AWS may take together
 */
public record ValidationSettings(ValidationLevel level, Duration timeout) {}
