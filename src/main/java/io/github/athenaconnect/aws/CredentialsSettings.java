package io.github.athenaconnect.aws;

import java.util.Optional;
import org.apache.kafka.common.config.types.Password;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** How the connector signs in to AWS: one variant per value of the key {@code aws.credentials.mode}. */
public sealed interface CredentialsSettings {
    /** A new provider of such credentials; whoever asks for it closes it if it can be closed. */
    AwsCredentialsProvider provider();

    /** Whatever the SDK's default chain finds on the worker. */
    record DefaultChain() implements CredentialsSettings {
        /** A chain of its own: the SDK's shared one would be closed under other connectors. */
        @Override
        public AwsCredentialsProvider provider() {
            return DefaultCredentialsProvider.builder().build();
        }
    }

    /**
     * Keys written in the configuration.
     *
     * <p>{@link Password} keeps the secrets out of {@code toString}.
     *
     * @param sessionToken goes with temporary keys only
     */
    record AccessKeys(String id, Password secret, Optional<Password> sessionToken) implements CredentialsSettings {
        @Override
        public AwsCredentialsProvider provider() {
            return StaticCredentialsProvider.create(sessionToken
                    .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret.value(), token.value()))
                    .orElseGet(() -> AwsBasicCredentials.create(id, secret.value())));
        }
    }
}
