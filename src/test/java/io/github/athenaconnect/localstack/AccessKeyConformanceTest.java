package io.github.athenaconnect.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.localstack.access.AccessKey;
import io.github.athenaconnect.localstack.identity.Role;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Athena and S3 refuse whoever cannot prove who they are, with the error codes of AWS. */
@ExtendWith(LocalStackExtension.class)
class AccessKeyConformanceTest {
    private final LocalStack stack;
    private final AccessKey longLived;
    private final AccessKey temporary;

    AccessKeyConformanceTest(LocalStack stack) {
        this.stack = stack;
        this.longLived = stack.identities().createUserKey("key-holder");
        this.temporary = stack.identities()
                .startSession(Role.named("key-role"), "session", Duration.ofHours(1))
                .key();
    }

    static Stream<Arguments> wrongKeys() {
        UnaryOperator<AccessKey> unknown = key -> new AccessKey("AKIANOSUCHKEY", key.secret(), key.sessionToken());
        UnaryOperator<AccessKey> wrongSecret = key -> new AccessKey(key.id(), "wrong", key.sessionToken());
        UnaryOperator<AccessKey> wrongToken = key -> new AccessKey(key.id(), key.secret(), Optional.of("wrong"));
        UnaryOperator<AccessKey> withoutToken = key -> new AccessKey(key.id(), key.secret(), Optional.empty());
        return Stream.of(
                Arguments.of("unknown", unknown, "UnrecognizedClientException", "InvalidAccessKeyId"),
                Arguments.of("wrong secret", wrongSecret, "InvalidSignatureException", "SignatureDoesNotMatch"),
                Arguments.of("wrong token", wrongToken, "UnrecognizedClientException", "InvalidToken"),
                Arguments.of("no token", withoutToken, "UnrecognizedClientException", "InvalidAccessKeyId"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongKeys")
    void aTemporaryKeyThatIsNotRightIsRefused(
            String what, UnaryOperator<AccessKey> change, String athenaCode, String s3Code) {
        AccessKey key = change.apply(temporary);

        assertCode(() -> callAthena(key), athenaCode);
        assertCode(() -> callS3(key), s3Code);
    }

    @Test
    void aLongLivedKeyWithAWrongSecretIsRefused() {
        AccessKey key = new AccessKey(longLived.id(), "wrong", Optional.empty());

        assertCode(() -> callAthena(key), "InvalidSignatureException");
        assertCode(() -> callS3(key), "SignatureDoesNotMatch");
    }

    @Test
    void aLongLivedKeyTakesNoToken() {
        AccessKey key = new AccessKey(longLived.id(), longLived.secret(), Optional.of("token"));

        assertCode(() -> callAthena(key), "UnrecognizedClientException");
        assertCode(() -> callS3(key), "InvalidToken");
    }

    @Test
    void anExpiredKeyIsRefused() {
        callAthena(temporary);
        callS3(temporary);

        stack.identities().keys().expire(temporary);

        assertCode(() -> callAthena(temporary), "ExpiredTokenException");
        assertCode(() -> callS3(temporary), "ExpiredToken");
    }

    @Test
    void aRevokedKeyIsUnknown() {
        callAthena(longLived);
        callS3(longLived);

        stack.identities().keys().revoke(longLived);

        assertCode(() -> callAthena(longLived), "UnrecognizedClientException");
        assertCode(() -> callS3(longLived), "InvalidAccessKeyId");
    }

    @Test
    void aQueryRunsOnWhenTheKeyThatStartedItHasExpired() {
        try (AthenaClient athena = stack.athenaClient(temporary)) {
            AthenaDriver caller = new AthenaDriver(athena, stack.s3Client(), stack.outputLocation());
            String id = caller.start("SELECT count(*) AS n FROM orders");

            stack.identities().keys().expire(temporary);

            assertThat(new AthenaDriver(stack).awaitEnd(id).status().stateAsString())
                    .isEqualTo("SUCCEEDED");
        }
    }

    @Test
    void keysOfAnyCharactersAreSignedAlike() {
        String key = "odd/ä b+c=d&e~f'(g)/día=2026-11-22/100%";

        stack.s3Client().putObject(put -> put.bucket(stack.resultBucket()).key(key), RequestBody.fromString("text"));

        assertThat(stack.s3Client()
                        .listObjectsV2(list -> list.bucket(stack.resultBucket()).prefix("odd/ä b+"))
                        .contents())
                .singleElement()
                .satisfies(object -> assertThat(object.key()).isEqualTo(key));
        stack.s3Client()
                .deleteObject(delete -> delete.bucket(stack.resultBucket()).key(key));
    }

    private void callAthena(AccessKey key) {
        try (AthenaClient athena = stack.athenaClient(key)) {
            athena.listWorkGroups(list -> {});
        }
    }

    private void callS3(AccessKey key) {
        try (S3Client s3 = stack.s3Client(key)) {
            s3.listObjectsV2(list -> list.bucket(stack.resultBucket()).prefix("nothing/"));
        }
    }

    private static void assertCode(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code));
    }
}
