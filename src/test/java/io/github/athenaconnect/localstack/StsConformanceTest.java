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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/** STS tells callers who they are and lets them assume the roles that trust them; seen through the plain SDK. */
@ExtendWith(LocalStackExtension.class)
class StsConformanceTest {
    private final LocalStack stack;
    private final IdentityDriver driver;
    private final String user = "user-" + UUID.randomUUID();
    private final AccessKey key;
    private final Role role = Role.named("role-" + UUID.randomUUID());

    StsConformanceTest(LocalStack stack) {
        this.stack = stack;
        this.driver = new IdentityDriver(stack);
        this.key = stack.identities().createUserKey(user);
    }

    @Nested
    class CallerIdentity {
        @Test
        void aUserLearnsWhoItIs() {
            try (StsClient sts = driver.sts(key)) {
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
            try (StsClient sts = driver.sts(refused)) {
                IdentityDriver.assertError(sts::getCallerIdentity, status, code);
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
            driver.assertGood(IdentityDriver.sdk(answer.credentials()));
        }

        @Test
        void aRoleThatTrustsSomebodyElseIsRefused() {
            stack.identities().put(role.trusting(Principal.user("another").arn()));

            assertThatThrownBy(() -> assume(key, request -> {}))
                    .hasMessageContaining("User: arn:aws:iam::123456789012:user/" + user
                            + " is not authorized to perform: sts:AssumeRole on resource: " + role.arn());
            IdentityDriver.assertError(() -> assume(key, request -> {}), 403, "AccessDenied");
        }

        @Test
        void aRoleThatDoesNotExistIsRefusedLikeOneThatDoesNotTrust() {
            IdentityDriver.assertError(() -> assume(key, request -> {}), 403, "AccessDenied");
        }

        @Test
        void aRoleThatTrustsTheAccountWantsTheCallersPolicyToAllowIt() {
            stack.identities().put(role.trusting(Principal.ACCOUNT_ROOT));
            assertThat(assume(key, request -> {}).credentials()).isNotNull();

            stack.identities().policies().put(Principal.user(user).arn(), Policy.nothing());

            IdentityDriver.assertError(() -> assume(key, request -> {}), 403, "AccessDenied");
        }

        @Test
        void anExternalIdMustBeTheRightOne() {
            stack.identities().put(role.trusting(Principal.user(user).arn()).withExternalId("acme-42"));

            IdentityDriver.assertError(() -> assume(key, request -> {}), 403, "AccessDenied");
            IdentityDriver.assertError(() -> assume(key, request -> request.externalId("other")), 403, "AccessDenied");
            driver.assertGood(IdentityDriver.sdk(
                    assume(key, request -> request.externalId("acme-42")).credentials()));
        }

        @Test
        void aSessionLastsNoLongerThanTheRoleAllows() {
            stack.identities().put(role.trusting(Principal.user(user).arn()).withMaximumSession(Duration.ofHours(2)));

            assertThat(assume(key, request -> request.durationSeconds(7200)).credentials())
                    .isNotNull();
            assertThatThrownBy(() -> assume(key, request -> request.durationSeconds(7201)))
                    .hasMessageContaining("exceeds the MaxSessionDuration set for this role");
            IdentityDriver.assertError(
                    () -> assume(key, request -> request.durationSeconds(899)), 400, "ValidationError");
        }

        @Test
        void aSessionIsNamedByTheRules() {
            stack.identities().put(role.trusting(Principal.user(user).arn()));

            IdentityDriver.assertError(
                    () -> assume(key, request -> request.roleSessionName("no spaces")), 400, "ValidationError");
        }

        @Test
        void aSessionMayAssumeTheNextRoleForAnHour() {
            Role next = Role.named("next-" + UUID.randomUUID()).withMaximumSession(Duration.ofHours(12));
            stack.identities().put(role.trusting(Principal.user(user).arn()));
            stack.identities().put(next.trusting(role.arn()));
            Credentials first = assume(key, request -> {}).credentials();
            AccessKey session =
                    new AccessKey(first.accessKeyId(), first.secretAccessKey(), Optional.of(first.sessionToken()));

            driver.assertGood(IdentityDriver.sdk(
                    assume(session, request -> request.roleArn(next.arn())).credentials()));
            assertThatThrownBy(() -> assume(
                            session, request -> request.roleArn(next.arn()).durationSeconds(7200)))
                    .hasMessageContaining("1 hour session limit for roles assumed by role chaining");
        }

        private AssumeRoleResponse assume(AccessKey caller, Consumer<AssumeRoleRequest.Builder> more) {
            try (StsClient sts = driver.sts(caller)) {
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

            driver.assertGood(IdentityDriver.sdk(credentials));
        }

        @Test
        void anUnknownTokenIsRefused() {
            stack.identities().put(role);

            IdentityDriver.assertError(() -> assume("no-such-token", role.arn()), 400, "InvalidIdentityToken");
        }

        @Test
        void aTokenIsForItsRoleOnly() {
            stack.identities().trustWebIdentity("token-of-" + user, role);

            IdentityDriver.assertError(
                    () -> assume("token-of-" + user, Principal.roleArn("another")), 403, "AccessDenied");
        }

        private Credentials assume(String token, String roleArn) {
            return sts.assumeRoleWithWebIdentity(request ->
                            request.roleArn(roleArn).roleSessionName("pod").webIdentityToken(token))
                    .credentials();
        }
    }
}
