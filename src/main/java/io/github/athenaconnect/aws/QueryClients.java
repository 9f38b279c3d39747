package io.github.athenaconnect.aws;

import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The clients of one query: able to run it and to read its results, and nothing else. They end with the {@link AwsClients} they
 * are of. Safe for use by several threads.
 */
public record QueryClients(AthenaClient athena, S3Client s3) {}
