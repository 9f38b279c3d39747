/**
 * The engine that runs in this JVM: Athena SQL is rewritten to DuckDB's where the two differ, values are written in
 * Athena's text forms, errors in Athena's words. What DuckDB cannot carry: the length of a char or varchar, the zone of
 * a timestamp with time zone (always UTC), and which of the two kinds an interval is.
 */
package io.github.athenaconnect.localstack.engine.duckdb;
