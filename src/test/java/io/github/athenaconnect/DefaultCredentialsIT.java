package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.access.Principal;
import io.github.athenaconnect.localstack.access.Secrets;
import io.github.athenaconnect.localstack.connect.WorkerProcess;
import io.github.athenaconnect.localstack.environment.LocalEnvironment;
import io.github.athenaconnect.localstack.environment.LocalEnvironmentResolver;
import io.github.athenaconnect.localstack.identity.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The mode {@code default}, where the worker's machine says who it is: each way in a worker process of its own. */
@ExtendWith(LocalEnvironmentResolver.class)
@Timeout(300)
class DefaultCredentialsIT {
    private final String name = "default-" + UUID.randomUUID();
    private LocalEnvironment environment;
    private LocalStack aws;
    private Role role;

    @BeforeEach
    void use(LocalEnvironment shared) {
        environment = shared;
        aws = shared.aws();
        role = Role.named(name);
        aws.identities().put(role);
    }

    @AfterEach
    void detach() {
        aws.metadata().detach();
    }

    @Test
    void anInstanceProfileGivesCredentialsAndRegion() {
        aws.metadata().attach(role);

        delivers(Map.of(
                "AWS_EC2_METADATA_SERVICE_ENDPOINT", aws.metadataEndpoint().toString()));
    }

    @Test
    void aContainersEndpointGivesCredentials() {
        aws.containerCredentials().attach(role);

        delivers(Map.of(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                        aws.containerCredentialsEndpoint().toString(),
                "AWS_CONTAINER_AUTHORIZATION_TOKEN", aws.containerCredentials().authorizationToken(),
                "AWS_REGION", aws.region().id()));
    }

    @Test
    void aServiceAccountsTokenGivesARole(@TempDir Path directory) throws IOException {
        String token = Secrets.drawn("WebIdentity", 20);
        aws.identities().trustWebIdentity(token, role);

        delivers(Map.of(
                "AWS_ROLE_ARN", role.arn(),
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                        Files.writeString(directory.resolve("token"), token).toString(),
                "AWS_ENDPOINT_URL_STS", aws.stsEndpoint().toString(),
                "AWS_REGION", aws.region().id()));
    }

    /** Deploys a connector that names neither credentials nor region, and waits for its rows. */
    private void delivers(Map<String, String> machine) {
        Deployment shop = Deployment.of(name, aws)
                .without("aws.region")
                .without("aws.access.key.id")
                .without("aws.secret.access.key")
                .with("aws.credentials.mode", "default")
                .query("orders", "SELECT order_id FROM orders");
        try (WorkerProcess worker = WorkerProcess.start(environment.worker(name), machine)) {
            shop.deploy(worker.rest());

            int orders = aws.shop().orders();
            assertThat(shop.records(environment.broker().bootstrapServers(), "orders", orders))
                    .hasSize(orders);
        }
        assertThat(aws.identities().handedOut())
                .extracting(session -> session.owner().entityArn())
                .contains(Principal.roleArn(name));
    }
}
