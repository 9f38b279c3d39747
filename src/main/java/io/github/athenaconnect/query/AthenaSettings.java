package io.github.athenaconnect.query;

import java.time.Duration;
import java.util.Optional;

/**
 * Where in Athena queries run, and how often their state is looked at.
 *
 * @param outputLocation the {@code s3://} URI results are asked to go to; empty leaves it to the workgroup
 * @param pollMin pause before the first look at an execution; doubled after each look
 * @param pollMax longest pause between two looks; not less than {@code pollMin}
 */
public record AthenaSettings(
        String catalog,
        String database,
        String workgroup,
        Optional<String> outputLocation,
        Duration pollMin,
        Duration pollMax) {}
