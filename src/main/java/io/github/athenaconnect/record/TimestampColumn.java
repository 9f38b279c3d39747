package io.github.athenaconnect.record;

import io.github.athenaconnect.type.TimestampMode;

/**
 * The column that gives records their timestamp.
 *
 * @param name in the result
 * @param mode what the query makes of Athena's timestamps
 */
public record TimestampColumn(String name, TimestampMode mode) {}
