package io.github.athenaconnect.record;

import io.github.athenaconnect.query.Run;

/** Where the rows of one result come from. */
public record Provenance(String query, Run run, String executionId) {}
