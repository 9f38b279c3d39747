package io.github.athenaconnect.aws;

import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/** How the connector signs in to AWS: one variant per value of the key {@code aws.credentials.mode}. */
public sealed interface CredentialsSettings {
    /** Whatever the SDK's default chain finds on the worker. */
    record DefaultChain() implements CredentialsSettings {}

    /**
     * Keys written in the configuration.
     *
     * <p>{@link Password} keeps the secrets out of {@code toString}.
     *
     * @param sessionToken goes with temporary keys only
     */
    record AccessKeys(String id, Password secret, Optional<Password> sessionToken) implements CredentialsSettings {}
}
