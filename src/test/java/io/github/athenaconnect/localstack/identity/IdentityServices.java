package io.github.athenaconnect.localstack.identity;

import java.time.Clock;

/** All servers that give out identities, started and closed together. */
public record IdentityServices(
        StsServer sts, InstanceMetadata metadata, ContainerCredentials containerCredentials, SsoPortal sso)
        implements AutoCloseable {
    /**
     * Starts each at a port of its own choice.
     *
     * @param region where the machine of the instance metadata is
     */
    public static IdentityServices start(Identities identities, String region) {
        return new IdentityServices(
                new StsServer(identities, Clock.systemUTC()),
                new InstanceMetadata(identities, region),
                new ContainerCredentials(identities),
                new SsoPortal(identities));
    }

    @Override
    public void close() {
        sts.close();
        metadata.close();
        containerCredentials.close();
        sso.close();
    }
}
