package io.github.athenaconnect.aws;

import java.net.URI;
import java.util.Optional;

/**
 * Where AWS's services are reached, if not at their own addresses of the region.
 *
 * @param athena replaces Athena's own endpoint of the region
 * @param s3 replaces S3's own endpoint of the region
 * @param sts replaces STS's own endpoint of the region
 * @param pathStyleAccess whether the bucket is written in the path instead of the host name, as most S3 servers outside
 *     AWS want it
 * @param fips whether the endpoints with validated cryptography are used; not beside a replaced one
 * @param dualStack whether the endpoints that also speak IPv6 are used; not beside a replaced one
 */
public record Endpoints(
        Optional<URI> athena,
        Optional<URI> s3,
        Optional<URI> sts,
        boolean pathStyleAccess,
        boolean fips,
        boolean dualStack) {
    /** AWS's own. */
    public static final Endpoints OF_REGION =
            new Endpoints(Optional.empty(), Optional.empty(), Optional.empty(), false, false, false);
}
