package io.github.athenaconnect.query;

import java.time.Duration;
import java.util.Optional;

public record AthenaSettings(
        String catalog,
        String database,
        String workgroup,
        Optional<String> outputLocation,
        Duration pollMin,
        Duration pollMax) {}
