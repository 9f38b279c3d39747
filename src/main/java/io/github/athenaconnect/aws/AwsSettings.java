package io.github.athenaconnect.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * Where AWS is and who asks.
 *
 * @param athenaEndpoint replaces Athena's own endpoint of the region
 * @param s3Endpoint replaces S3's own endpoint of the region
 * @param pathStyleAccess whether the bucket is written in the path instead of the host name, as most S3 servers
 *     outside AWS want it
 */
public record AwsSettings(
        Region region,
        CredentialsSettings credentials,
        Optional<URI> athenaEndpoint,
        Optional<URI> s3Endpoint,
        boolean pathStyleAccess) {}
