/**
 * Athena's own engine: Trino 411, the version behind Athena engine version 3, in a process of its own.
 *
 * <p>Statements in Athena SQL go in, over Trino's client protocol and with the session settings Athena uses; rows in
 * Athena's text forms, files in S3 and failures in Athena's words come out. Trino's jars never meet the tests' class
 * path: the small project in {@code src/test/trino} gathers them, and the child process alone loads them.
 */
package io.github.athenaconnect.localstack.engine.trino;
