package io.github.athenaconnect.localstack.s3;

/** What a caller may be denied: reading and listing, or writing and deleting. */
public enum Access {
    READ,
    WRITE
}
