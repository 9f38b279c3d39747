package io.github.athenaconnect.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.localstack.access.Principal;
import io.github.athenaconnect.localstack.identity.Role;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.sso.auth.SsoCredentialsProvider;
import software.amazon.awssdk.services.sso.model.GetRoleCredentialsRequest;
import software.amazon.awssdk.services.sso.model.UnauthorizedException;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.InvalidGrantException;

/** Machines, containers and signed-in users get temporary keys that are good for Athena and S3, through the plain SDK. */
@ExtendWith(LocalStackExtension.class)
class IdentityConformanceTest {
    private final LocalStack stack;
    private final IdentityDriver driver;
    private final Role role = Role.named("role-" + UUID.randomUUID());

    IdentityConformanceTest(LocalStack stack) {
        this.stack = stack;
        this.driver = new IdentityDriver(stack);
    }

    @Nested
    class Machines {
        @AfterEach
        void detach() {
            stack.metadata().detach();
        }

        @Test
        void aMachineGetsKeysForItsRole() {
            stack.metadata().attach(role);

            try (InstanceProfileCredentialsProvider provider = provider()) {
                assertThat(driver.arn(provider)).contains(":assumed-role/" + role.name() + "/i-");
                driver.assertGood(provider.resolveCredentials());
            }
        }

        @Test
        void aMachineWithoutARoleGetsNone() {
            try (InstanceProfileCredentialsProvider provider = provider()) {
                assertThatThrownBy(provider::resolveCredentials).isInstanceOf(SdkClientException.class);
            }
        }

        private InstanceProfileCredentialsProvider provider() {
            return InstanceProfileCredentialsProvider.builder()
                    .endpoint(stack.metadataEndpoint().toString())
                    .build();
        }
    }

    /** The SDK takes the place of the endpoint from the process alone. */
    @Nested
    class Containers {
        @AfterEach
        void forget() {
            System.clearProperty(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property());
            System.clearProperty(SdkSystemSetting.AWS_CONTAINER_AUTHORIZATION_TOKEN.property());
        }

        @Test
        void aContainerGetsKeysForItsRole() {
            stack.containerCredentials().attach(role);

            try (ContainerCredentialsProvider provider =
                    provider(stack.containerCredentials().authorizationToken())) {
                assertThat(driver.arn(provider)).endsWith(":assumed-role/" + role.name() + "/container");
                driver.assertGood(provider.resolveCredentials());
            }
        }

        @Test
        void aWrongAuthorizationTokenIsRefused() {
            stack.containerCredentials().attach(role);

            try (ContainerCredentialsProvider provider = provider("wrong")) {
                assertThatThrownBy(provider::resolveCredentials)
                        .isInstanceOf(SdkClientException.class)
                        .hasStackTraceContaining("The authorization token is missing or wrong");
            }
        }

        private ContainerCredentialsProvider provider(String token) {
            System.setProperty(
                    SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property(),
                    stack.containerCredentialsEndpoint().toString());
            System.setProperty(SdkSystemSetting.AWS_CONTAINER_AUTHORIZATION_TOKEN.property(), token);
            return ContainerCredentialsProvider.builder().build();
        }
    }

    @Nested
    class SignedInUsers {
        private final SsoClient sso = SsoClient.builder()
                .endpointOverride(stack.ssoEndpoint())
                .region(stack.region())
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();

        @AfterEach
        void closeClient() {
            sso.close();
        }

        @Test
        void anAccessTokenGivesAGoodKey() {
            String token = stack.sso().signIn(role);

            try (SsoCredentialsProvider provider = provider(token, role.name())) {
                driver.assertGood(provider.resolveCredentials());
                assertThat(driver.arn(provider)).contains(":assumed-role/" + role.name() + "/somebody@example.com");
            }
        }

        @Test
        void anAccessTokenOfSomebodyWhoSignedOutIsRefused() {
            String token = stack.sso().signIn(role);
            stack.sso().signOut(token);

            try (SsoCredentialsProvider provider = provider(token, role.name())) {
                assertThatThrownBy(provider::resolveCredentials)
                        .isInstanceOf(UnauthorizedException.class)
                        .hasMessageContaining("Session token not found or invalid");
            }
        }

        @Test
        void anotherRoleThanTheOneSignedInForIsRefused() {
            String token = stack.sso().signIn(role);

            try (SsoCredentialsProvider provider = provider(token, "another")) {
                IdentityDriver.assertError(provider::resolveCredentials, 403, "ForbiddenException");
            }
        }

        @Test
        void aRefreshTokenGivesAnotherAccessToken() {
            String refreshToken = stack.sso().refreshToken(stack.sso().signIn(role));

            try (SsoOidcClient oidc = oidc();
                    SsoCredentialsProvider provider = provider(refresh(oidc, refreshToken), role.name())) {
                driver.assertGood(provider.resolveCredentials());
                assertThatThrownBy(() -> refresh(oidc, "wrong")).isInstanceOf(InvalidGrantException.class);
            }
        }

        private String refresh(SsoOidcClient oidc, String token) {
            return oidc.createToken(request -> request.clientId("client")
                            .clientSecret("secret")
                            .grantType("refresh_token")
                            .refreshToken(token))
                    .accessToken();
        }

        private SsoOidcClient oidc() {
            return SsoOidcClient.builder()
                    .endpointOverride(stack.ssoEndpoint())
                    .region(stack.region())
                    .credentialsProvider(AnonymousCredentialsProvider.create())
                    .httpClientBuilder(Apache5HttpClient.builder())
                    .build();
        }

        private SsoCredentialsProvider provider(String token, String roleName) {
            SsoCredentialsProvider.Builder builder = SsoCredentialsProvider.builder();
            return builder.ssoClient(sso)
                    .refreshRequest(GetRoleCredentialsRequest.builder()
                            .accessToken(token)
                            .accountId(Principal.ACCOUNT)
                            .roleName(roleName)
                            .build())
                    .build();
        }
    }
}
