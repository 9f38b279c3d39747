package io.github.athenaconnect.aws;

import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The clients a task speaks to AWS through; closing ends calls that are under way. */
public record AwsClients(AthenaClient athena, S3Client s3) implements AutoCloseable {
    public static AwsClients open(AwsSettings settings) {
        return new AwsClients(
                AthenaClient.builder().region(settings.region()).build(),
                S3Client.builder().region(settings.region()).build());
    }

    @Override
    public void close() {
        athena.close();
        s3.close();
    }
}
