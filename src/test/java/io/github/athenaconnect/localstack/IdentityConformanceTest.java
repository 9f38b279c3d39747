package io.github.athenaconnect.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.localstack.access.AccessKey;
import io.github.athenaconnect.localstack.access.Principal;
import io.github.athenaconnect.localstack.identity.Role;
import io.github.athenaconnect.localstack.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.sso.auth.SsoCredentialsProvider;
import software.amazon.awssdk.services.sso.model.GetRoleCredentialsRequest;
import software.amazon.awssdk.services.sso.model.UnauthorizedException;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.InvalidGrantException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Temporary keys are got where AWS gives them, and are good for Athena and S3; seen through the plain SDK. */
@ExtendWith(LocalStackExtension.class)
class IdentityConformanceTest {
    private final LocalStack stack;
    private final String user = "user-" + UUID.randomUUID();
    private final AccessKey key;
    private final Role role;

    IdentityConformanceTest(LocalStack stack) {
        this.stack = stack;
        this.key = stack.identities().createUserKey(user);
        this.role = Role.named("role-" + UUID.randomUUID());
    }

    @Nested
    class CallerIdentity {
        @Test
        void aUserLearnsWhoItIs() {
            try (StsClient sts = sts(key)) {
                assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::123456789012:user/" + user);
                assertThat(sts.getCallerIdentity().account()).isEqualTo("123456789012");
                assertThat(sts.getCallerIdentity().userId()).startsWith("AIDA");
            }
        }

        @Test
        void anUnknownKeyIsRefused() {
            assertRefused(new AccessKey("AKIANOSUCHKEY", "secret", Optional.empty()), 403, "InvalidClientTokenId");
        }

        @Test
        void aWrongSecretIsRefused() {
            assertRefused(new AccessKey(key.id(), "wrong", Optional.empty()), 403, "SignatureDoesNotMatch");
        }

        @Test
        void aWrongTokenIsRefused() {
            assertRefused(new AccessKey(key.id(), key.secret(), Optional.of("wrong")), 403, "InvalidClientTokenId");
        }

        @Test
        void anExpiredTokenIsRefused() {
            AccessKey temporary = stack.identities()
                    .startSession(role, "session", Duration.ofHours(1))
                    .key();
            stack.identities().keys().expire(temporary);

            assertRefused(temporary, 403, "ExpiredToken");
        }

        private void assertRefused(AccessKey refused, int status, String code) {
            try (StsClient sts = sts(refused)) {
                assertError(sts::getCallerIdentity, status, code);
            }
        }
    }

    @Nested
    class AssumedRoles {
        @Test
        void theKeyOfASessionIsGoodForAthenaAndS3() {
            stack.identities().put(role.trusting(Principal.user(user).arn()));

            AssumeRoleResponse answer = assume(key, request -> {});

            assertThat(answer.assumedRoleUser().arn())
                    .isEqualTo("arn:aws:sts::123456789012:assumed-role/" + role.name() + "/session");
            assertThat(answer.credentials().expiration())
                    .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3700));
            assertGood(sdk(answer.credentials()));
        }

        @Test
        void aRoleThatTrustsSomebodyElseIsRefused() {
            stack.identities().put(role.trusting(Principal.user("another").arn()));

            assertThatThrownBy(() -> assume(key, request -> {}))
                    .hasMessageContaining("User: arn:aws:iam::123456789012:user/" + user
                            + " is not authorized to perform: sts:AssumeRole on resource: " + role.arn());
            assertError(() -> assume(key, request -> {}), 403, "AccessDenied");
        }

        @Test
        void aRoleThatDoesNotExistIsRefusedLikeOneThatDoesNotTrust() {
            assertError(() -> assume(key, request -> {}), 403, "AccessDenied");
        }

        @Test
        void aRoleThatTrustsTheAccountWantsTheCallersPolicyToAllowIt() {
            stack.identities().put(role.trusting(Principal.ACCOUNT_ROOT));
            assertThat(assume(key, request -> {}).credentials()).isNotNull();

            stack.identities().policies().put(Principal.user(user).arn(), Policy.nothing());

            assertError(() -> assume(key, request -> {}), 403, "AccessDenied");
        }

        @Test
        void anExternalIdMustBeTheRightOne() {
            stack.identities().put(role.trusting(Principal.user(user).arn()).withExternalId("acme-42"));

            assertError(() -> assume(key, request -> {}), 403, "AccessDenied");
            assertError(() -> assume(key, request -> request.externalId("other")), 403, "AccessDenied");
            assertGood(sdk(assume(key, request -> request.externalId("acme-42")).credentials()));
        }

        @Test
        void aSessionLastsNoLongerThanTheRoleAllows() {
            stack.identities().put(role.trusting(Principal.user(user).arn()).withMaximumSession(Duration.ofHours(2)));

            assertThat(assume(key, request -> request.durationSeconds(7200)).credentials())
                    .isNotNull();
            assertThatThrownBy(() -> assume(key, request -> request.durationSeconds(7201)))
                    .hasMessageContaining("exceeds the MaxSessionDuration set for this role");
            assertError(() -> assume(key, request -> request.durationSeconds(899)), 400, "ValidationError");
        }

        @Test
        void aSessionIsNamedByTheRules() {
            stack.identities().put(role.trusting(Principal.user(user).arn()));

            assertError(() -> assume(key, request -> request.roleSessionName("no spaces")), 400, "ValidationError");
        }

        @Test
        void aSessionMayAssumeTheNextRoleForAnHour() {
            Role next = Role.named("next-" + UUID.randomUUID()).withMaximumSession(Duration.ofHours(12));
            stack.identities().put(role.trusting(Principal.user(user).arn()));
            stack.identities().put(next.trusting(role.arn()));
            Credentials first = assume(key, request -> {}).credentials();
            AccessKey session =
                    new AccessKey(first.accessKeyId(), first.secretAccessKey(), Optional.of(first.sessionToken()));

            assertGood(
                    sdk(assume(session, request -> request.roleArn(next.arn())).credentials()));
            assertThatThrownBy(() -> assume(
                            session, request -> request.roleArn(next.arn()).durationSeconds(7200)))
                    .hasMessageContaining("1 hour session limit for roles assumed by role chaining");
        }

        private AssumeRoleResponse assume(AccessKey caller, Consumer<AssumeRoleRequest.Builder> more) {
            try (StsClient sts = sts(caller)) {
                return sts.assumeRole(request -> {
                    request.roleArn(role.arn()).roleSessionName("session");
                    more.accept(request);
                });
            }
        }
    }

    @Nested
    class WebIdentities {
        private final StsClient sts = StsClient.builder()
                .endpointOverride(stack.stsEndpoint())
                .region(stack.region())
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();

        @AfterEach
        void closeClient() {
            sts.close();
        }

        @Test
        void aTrustedTokenGivesAGoodKeyWithoutASignature() {
            stack.identities().trustWebIdentity("token-of-" + user, role);

            Credentials credentials = assume("token-of-" + user, role.arn());

            assertGood(sdk(credentials));
        }

        @Test
        void anUnknownTokenIsRefused() {
            stack.identities().put(role);

            assertError(() -> assume("no-such-token", role.arn()), 400, "InvalidIdentityToken");
        }

        @Test
        void aTokenIsForItsRoleOnly() {
            stack.identities().trustWebIdentity("token-of-" + user, role);

            assertError(() -> assume("token-of-" + user, Principal.roleArn("another")), 403, "AccessDenied");
        }

        private Credentials assume(String token, String roleArn) {
            return sts.assumeRoleWithWebIdentity(request ->
                            request.roleArn(roleArn).roleSessionName("pod").webIdentityToken(token))
                    .credentials();
        }
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
                assertThat(identity(provider)).contains(":assumed-role/" + role.name() + "/i-");
                assertGood(provider.resolveCredentials());
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
                assertThat(identity(provider)).endsWith(":assumed-role/" + role.name() + "/container");
                assertGood(provider.resolveCredentials());
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
                assertGood(provider.resolveCredentials());
                assertThat(identity(provider)).contains(":assumed-role/" + role.name() + "/somebody@example.com");
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
                assertError(provider::resolveCredentials, 403, "ForbiddenException");
            }
        }

        @Test
        void aRefreshTokenGivesAnotherAccessToken() {
            String refreshToken = stack.sso().refreshToken(stack.sso().signIn(role));

            try (SsoOidcClient oidc = oidc();
                    SsoCredentialsProvider provider = provider(refresh(oidc, refreshToken), role.name())) {
                assertGood(provider.resolveCredentials());
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

    private StsClient sts(AccessKey caller) {
        return sts(stack.credentials(caller));
    }

    private StsClient sts(AwsCredentialsProvider credentials) {
        return StsClient.builder()
                .endpointOverride(stack.stsEndpoint())
                .region(stack.region())
                .credentialsProvider(credentials)
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    private String identity(AwsCredentialsProvider credentials) {
        try (StsClient sts = sts(credentials)) {
            return sts.getCallerIdentity().arn();
        }
    }

    private void assertGood(AwsCredentials credentials) {
        assertThat(credentials).isInstanceOf(AwsSessionCredentials.class);
        String token = ((AwsSessionCredentials) credentials).sessionToken();
        AccessKey got = new AccessKey(credentials.accessKeyId(), credentials.secretAccessKey(), Optional.of(token));
        try (var athena = stack.athenaClient(got);
                var s3 = stack.s3Client(got)) {
            assertThat(athena.listWorkGroups(list -> {}).workGroups()).isNotEmpty();
            assertThat(s3.headBucket(head -> head.bucket(stack.resultBucket()))).isNotNull();
        }
    }

    private static AwsCredentials sdk(Credentials credentials) {
        return StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken()))
                .resolveCredentials();
    }

    private static void assertError(ThrowingCallable call, int status, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, error -> {
            assertThat(error.statusCode()).isEqualTo(status);
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }
}
