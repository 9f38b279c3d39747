package io.github.athenaconnect.query;

import java.time.Duration;

/**
 * Where in Athena queries run, and how often their state is looked at.
 *
 * @param output how results are kept
 * @param pollMin pause before the first look at an execution; doubled after each look
 * @param pollMax longest pause between two looks; not less than {@code pollMin}
 */
public record AthenaSettings(
        String catalog, String database, String workgroup, OutputSettings output, Duration pollMin, Duration pollMax) {}
