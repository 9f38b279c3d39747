/**
 * What the Athena endpoint asks of a SQL engine: Athena SQL goes in, rows in Athena's text forms or files in S3 come
 * out, and every failure speaks Athena's words. The endpoint knows engines only through {@link
 * io.github.athenaconnect.localstack.engine.Engine}; an engine knows nothing of executions, workgroups or results.
 */
package io.github.athenaconnect.localstack.engine;
