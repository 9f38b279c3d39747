/**
 * A real S3 server in this JVM (S3Proxy over a directory) that checks signatures, can be told to fail, and can serve
 * objects that are computed while they are read.
 */
package io.github.athenaconnect.localstack.s3;
