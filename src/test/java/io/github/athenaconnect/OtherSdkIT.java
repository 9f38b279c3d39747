package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.archive.BuiltFiles;
import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.access.AccessKey;
import io.github.athenaconnect.localstack.access.Principal;
import io.github.athenaconnect.localstack.connect.ConnectRest;
import io.github.athenaconnect.localstack.connect.ConnectorPlugin;
import io.github.athenaconnect.localstack.connect.WorkerImage;
import io.github.athenaconnect.localstack.connect.WorkerProcess;
import io.github.athenaconnect.localstack.connect.WorkerProperties;
import io.github.athenaconnect.localstack.environment.LocalEnvironment;
import io.github.athenaconnect.localstack.environment.LocalEnvironmentResolver;
import io.github.athenaconnect.localstack.identity.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Beside another AWS SDK on the worker's class path, that of MSK's library for signing in, the connector uses its own: kept
 * apart by the worker, or, as the jar of everything, by its names.
 */
@ExtendWith(LocalEnvironmentResolver.class)
@Timeout(300)
class OtherSdkIT {
    private static final String SHADED = "io.github.shaded.athenaconnect.";
    private static final String PROVIDER = "software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider";

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class KeptApartByTheWorker extends Worker {
        KeptApartByTheWorker() {
            super(List.of(BuiltFiles.otherSdk()));
        }

        /** The discovery that fails if any plugin of the path has no manifest. */
        @Override
        WorkerProperties properties(LocalEnvironment environment) {
            return environment.worker("isolated-" + UUID.randomUUID()).with("plugin.discovery", "hybrid_fail");
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OnTheSameClassPath extends Worker {
        OnTheSameClassPath() {
            super(List.of(BuiltFiles.otherSdk(), BuiltFiles.jarOfEverything()));
        }

        @Override
        WorkerProperties properties(LocalEnvironment environment) {
            return WorkerImage.withoutIsolation(environment.worker("flat-" + UUID.randomUUID()));
        }

        @Test
        void rowsArriveWithAccessKeys() {
            delivers(connector());
        }

        @Test
        void theFilesOfAnUnloadArrive() {
            delivers(connector().untried().with("query.orders.result.format", "unload"));
        }

        @Test
        void aClassThatGivesCredentialsIsOneOfTheSdkInTheJar() {
            Deployment provider = connector()
                    .without("aws.access.key.id")
                    .without("aws.secret.access.key")
                    .with("aws.credentials.mode", "provider_class")
                    .with("validation", "config");

            assertThat(errors(provider.with("aws.credentials.provider.class", SHADED + PROVIDER)))
                    .isEmpty();
            assertThat(errors(provider.with("aws.credentials.provider.class", PROVIDER)))
                    .hasEntrySatisfying(
                            "aws.credentials.provider.class",
                            messages -> assertThat(messages)
                                    .singleElement()
                                    .asString()
                                    .contains("must be a " + SHADED, PROVIDER));
        }

        private Map<String, List<String>> errors(Deployment deployment) {
            return rest().validate(deployment.config()).errors();
        }
    }

    /** What holds either way, on one worker with these jars before all others. */
    abstract static class Worker {
        private final List<Path> jars;

        @TempDir
        private Path directory;

        private LocalEnvironment environment;
        private LocalStack aws;
        private WorkerImage image;
        private WorkerProcess worker;

        Worker(List<Path> jars) {
            this.jars = jars;
        }

        abstract WorkerProperties properties(LocalEnvironment environment);

        @BeforeAll
        void start(LocalEnvironment shared) {
            environment = shared;
            aws = shared.aws();
            image = WorkerImage.withJars(LocalEnvironment.pluginPath(), jars);
            worker = WorkerProcess.start(properties(shared), image);
        }

        @AfterAll
        void stop() {
            if (worker != null) {
                worker.close();
            }
            if (image != null) {
                image.close();
            }
        }

        ConnectRest rest() {
            return worker.rest();
        }

        Deployment connector() {
            return Deployment.of("other-sdk-" + UUID.randomUUID(), aws)
                    .query("orders", "SELECT order_id FROM orders")
                    .with("validation.timeout.ms", "60000");
        }

        void delivers(Deployment shop) {
            int orders = aws.shop().orders();
            assertThat(shop.deploy(rest()).records(environment.broker().bootstrapServers(), "orders", orders))
                    .hasSize(orders);
        }

        @Test
        void theWorkerKnowsTheConnectorByItsVersion() {
            assertThat(rest().plugins())
                    .contains(
                            new ConnectorPlugin(AthenaSourceConnector.class.getName(), "source", BuiltFiles.version()));
        }

        @Test
        void rowsArriveWithAProfileThatAssumesARole() throws IOException {
            String user = "user-" + UUID.randomUUID();
            AccessKey key = aws.identities().createUserKey(user);
            Role role = Role.named("role-" + UUID.randomUUID())
                    .trusting(Principal.user(user).entityArn());
            aws.identities().put(role);
            Path profiles = Files.writeString(
                    directory.resolve("credentials"), """
                    [hub]
                    aws_access_key_id = %s
                    aws_secret_access_key = %s

                    [default]
                    role_arn = %s
                    source_profile = hub
                    """.formatted(key.id(), key.secret(), role.arn()));

            delivers(connector()
                    .untried()
                    .without("aws.access.key.id")
                    .without("aws.secret.access.key")
                    .with("aws.credentials.mode", "profile_file")
                    .with("aws.profile.file", profiles.toString()));
            assertThat(aws.identities().handedOut())
                    .extracting(session -> session.owner().entityArn())
                    .contains(role.arn());
        }
    }
}
