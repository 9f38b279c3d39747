package io.github.athenaconnect.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProcessCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleWithWebIdentityCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;

/** How a profile gets its credentials: one variant per way that profiles know. */
sealed interface SignIn
        permits CredentialsSettings.AccessKeys,
                SignIn.Role,
                SignIn.WebIdentity,
                SignIn.Worker,
                SignIn.Command,
                SingleSignOn {
    /** Whatever identity the worker has itself. */
    String THE_WORKER = "the worker";

    /** A name for whose credentials they are, as far as that can be told without asking anybody; no secret. */
    String owner();

    /** Such credentials; they hold nothing open but what the clients hold. */
    AwsCredentialsProvider provider(IdentityClients clients);

    /** Whether STS is sent a token as it is, instead of a signature. */
    default boolean sendsToken() {
        return false;
    }

    /** A role assumed with the credentials of another profile or of the worker. */
    record Role(AssumedRole role, SignIn source) implements SignIn {
        @Override
        public AwsCredentialsProvider provider(IdentityClients clients) {
            return role.assumedWith(source.provider(clients), clients);
        }

        @Override
        public String owner() {
            return role.account();
        }

        @Override
        public boolean sendsToken() {
            return source.sendsToken();
        }
    }

    /**
     * A role assumed with the token of an identity provider.
     *
     * @param tokenFile a file of the worker, read anew for each session
     */
    record WebIdentity(AssumedRole role, Path tokenFile) implements SignIn {
        /** What STS takes; keeps a wrong path, such as that of a device without an end, from filling the heap. */
        private static final int MOST_BYTES = 20_000;

        @Override
        public AwsCredentialsProvider provider(IdentityClients clients) {
            return StsAssumeRoleWithWebIdentityCredentialsProvider.builder()
                    .stsClient(clients.stsForTokens())
                    .asyncCredentialUpdateEnabled(false)
                    .refreshRequest(this::request)
                    .build();
        }

        @Override
        public String owner() {
            return role.account();
        }

        @Override
        public boolean sendsToken() {
            return true;
        }

        private AssumeRoleWithWebIdentityRequest request() {
            return AssumeRoleWithWebIdentityRequest.builder()
                    .roleArn(role.arn())
                    .roleSessionName(role.sessionName())
                    .durationSeconds(Math.toIntExact(role.duration().toSeconds()))
                    .webIdentityToken(token())
                    .build();
        }

        private String token() {
            try {
                if (!Files.isRegularFile(tokenFile) || Files.size(tokenFile) > MOST_BYTES) {
                    throw SdkClientException.create("The web identity token " + tokenFile + " is not a file of at most "
                            + MOST_BYTES + " bytes on this worker");
                }
                return Files.readString(tokenFile).strip();
            } catch (IOException unreadable) {
                throw SdkClientException.create(
                        "The web identity token " + tokenFile + " cannot be read on this worker ("
                                + unreadable.getClass().getSimpleName() + ")",
                        unreadable);
            }
        }
    }

    /** Credentials the worker has, by the words of the setting {@code credential_source}. */
    enum Worker implements SignIn {
        ENVIRONMENT("Environment") {
            @Override
            public AwsCredentialsProvider provider(IdentityClients clients) {
                return EnvironmentVariableCredentialsProvider.create();
            }
        },
        INSTANCE("Ec2InstanceMetadata") {
            @Override
            public AwsCredentialsProvider provider(IdentityClients clients) {
                return InstanceProfileCredentialsProvider.create();
            }
        },
        CONTAINER("EcsContainer") {
            @Override
            public AwsCredentialsProvider provider(IdentityClients clients) {
                return ContainerCredentialsProvider.create();
            }
        };

        final String word;

        Worker(String word) {
            this.word = word;
        }

        @Override
        public String owner() {
            return THE_WORKER;
        }
    }

    /**
     * What a command prints; only on workers that allow it.
     *
     * @param line for the shell; not shown, since secrets may be among its arguments
     */
    record Command(String line) implements SignIn {
        @Override
        public AwsCredentialsProvider provider(IdentityClients clients) {
            return ProcessCredentialsProvider.builder()
                    .command(List.of("sh", "-c", line))
                    .build();
        }

        /** Nobody knows what it prints. */
        @Override
        public String owner() {
            return "a command";
        }

        @Override
        public String toString() {
            return "Command[hidden]";
        }
    }
}
