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

    /**
     * A name for the account and region that is asked: the same for all who ask the same, as far as that can be told without
     * asking anybody. Without a secret.
     */
    public String account() {
        String owner = roles.isEmpty()
                ? credentials.owner()
                : roles.get(roles.size() - 1).account();
        return owner + " in " + region.id()
                + endpoints.athena().map(endpoint -> " at " + endpoint).orElse("");
    }
}
