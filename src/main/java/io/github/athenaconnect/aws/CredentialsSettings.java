package io.github.athenaconnect.aws;

import io.github.athenaconnect.aws.profile.Profiles;
import io.github.athenaconnect.aws.profile.UnusableProfileException;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** How the connector signs in to AWS: one variant per value of the key {@code aws.credentials.mode}. */
public sealed interface CredentialsSettings {
    /** A new provider of such credentials; whoever asks for it closes it if it can be closed. */
    AwsCredentialsProvider provider(IdentityClients clients);

    /** A name for whose credentials they are, as far as that can be told without asking anybody; no secret. */
    String owner();

    /**
     * The region that comes with the credentials, for configurations that name none.
     *
     * @throws UnusableProfileException if it would come from a profile that cannot be used
     */
    default Optional<Region> region() {
        return Optional.empty();
    }

    /**
     * Whether STS is sent a token as it is, instead of a signature.
     *
     * @throws UnusableProfileException if that depends on a profile that cannot be used
     */
    default boolean sendsToken() {
        return false;
    }

    /** Whatever the SDK's default chain finds on the worker. */
    record DefaultChain() implements CredentialsSettings {
        /** A chain of its own: the SDK's shared one would be closed under other connectors. */
        @Override
        public AwsCredentialsProvider provider(IdentityClients clients) {
            return DefaultCredentialsProvider.builder().build();
        }

        @Override
        public String owner() {
            return SignIn.THE_WORKER;
        }

        /** May ask the instance's metadata service, if neither environment nor profile of the worker tell. */
        @Override
        public Optional<Region> region() {
            try {
                return Optional.of(new DefaultAwsRegionProviderChain().getRegion());
            } catch (SdkClientException nowhere) {
                return Optional.empty();
            }
        }
    }

    /**
     * Keys written in the configuration.
     *
     * <p>{@link Password} keeps the secrets out of {@code toString}.
     *
     * @param sessionToken goes with temporary keys only
     */
    record AccessKeys(String id, Password secret, Optional<Password> sessionToken)
            implements CredentialsSettings, SignIn {
        @Override
        public AwsCredentialsProvider provider(IdentityClients clients) {
            return StaticCredentialsProvider.create(sessionToken
                    .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret.value(), token.value()))
                    .orElseGet(() -> AwsBasicCredentials.create(id, secret.value())));
        }

        @Override
        public String owner() {
            return id;
        }

        @Override
        public boolean sendsToken() {
            return false;
        }
    }

    /** A profile of a file on the worker, read again whenever the file has changed. */
    record ProfileFile(ProfileSource file, String profile) implements CredentialsSettings {
        @Override
        public AwsCredentialsProvider provider(IdentityClients clients) {
            return new RereadCredentials(file, profile, clients);
        }

        /** Whatever the file says by now. */
        @Override
        public String owner() {
            return profile + " of " + file.path();
        }

        @Override
        public Optional<Region> region() {
            return ChosenProfile.of(file.read(), profile).region();
        }

        @Override
        public boolean sendsToken() {
            return ChosenProfile.of(file.read(), profile).signIn().sendsToken();
        }
    }

    /** A profile of a text written in the configuration. */
    record ProfileContent(Profiles content, String profile) implements CredentialsSettings {
        /**
         * Makes out the profile and forgets it.
         *
         * @throws UnusableProfileException if it cannot or may not be used
         */
        public void check() {
            ChosenProfile.of(content, profile);
        }

        @Override
        public AwsCredentialsProvider provider(IdentityClients clients) {
            return ChosenProfile.of(content, profile).signIn().provider(clients);
        }

        @Override
        public String owner() {
            return ChosenProfile.of(content, profile).signIn().owner();
        }

        @Override
        public Optional<Region> region() {
            return ChosenProfile.of(content, profile).region();
        }

        @Override
        public boolean sendsToken() {
            return ChosenProfile.of(content, profile).signIn().sendsToken();
        }
    }

    /**
     * A class of the plugin path.
     *
     * @param parameters what it is configured with; any may be a secret
     */
    record Provided(ProviderClass provider, Map<String, Password> parameters) implements CredentialsSettings {
        public Provided {
            parameters = Map.copyOf(parameters);
        }

        @Override
        public AwsCredentialsProvider provider(IdentityClients clients) {
            return provider.create(parameters);
        }

        /** The same for all parameters, among which there are secrets. */
        @Override
        public String owner() {
            return provider.type().getName();
        }
    }
}
