package io.github.athenaconnect.query;

/**
 * What decides how the result of an execution can be read, all of it from GetQueryExecution: a workgroup may impose what
 * nobody configured here.
 *
 * @param kind what its statement gives
 * @param managed whether Athena keeps the result itself, so that there is no object to read
 * @param encryptedByClient whether the object was encrypted before S3 got it (CSE_KMS), so that S3 cannot decrypt it
 * @param reused whether it is the result of an earlier execution, whose object is then the one to read
 */
public record ResultTraits(StatementKind kind, boolean managed, boolean encryptedByClient, boolean reused) {}
