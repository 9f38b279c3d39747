package io.github.athenaconnect.localstack.engine;

import java.net.URI;

/** How the stack's own services reach its S3; buckets are addressed by path. */
public record S3Access(URI endpoint, String region, String accessKeyId, String secretAccessKey) {
    @Override
    public String toString() {
        return "S3Access[" + endpoint + ", " + region + ", " + accessKeyId + "]";
    }
}
