package io.github.athenaconnect.aws;

import java.util.List;
import software.amazon.awssdk.regions.Region;

/**
 * Where AWS is and who asks.
 *
 * @param roles assumed one after the other, the first with the credentials, each next one with those of the role before
 */
public record AwsSettings(
        Region region, CredentialsSettings credentials, List<AssumedRole> roles, Endpoints endpoints) {
    public AwsSettings {
        roles = List.copyOf(roles);
    }
}
