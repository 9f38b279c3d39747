package io.github.athenaconnect.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Callers of S3 may do what their policies allow and nothing else. */
@ExtendWith(LocalStackExtension.class)
class S3PolicyConformanceTest {
    private static final String BUCKET = "acme-athena-results";

    private final LocalStack stack;
    private final RestrictedCaller caller;

    S3PolicyConformanceTest(LocalStack stack) {
        this.stack = stack;
        this.caller = new RestrictedCaller(stack);
    }

    @AfterEach
    void closeCaller() {
        caller.close();
    }

    static Stream<Arguments> s3Calls() {
        String object = "arn:aws:s3:::acme-athena-results/results/object.txt";
        String bucket = "arn:aws:s3:::acme-athena-results";
        return Stream.of(
                s3Call(
                        "s3:PutObject",
                        object,
                        (s3, key) -> s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString("text"))),
                s3Call(
                        "s3:GetObject",
                        object,
                        (s3, key) ->
                                s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key))),
                s3Call(
                        "s3:DeleteObject",
                        object,
                        (s3, key) ->
                                s3.deleteObject(delete -> delete.bucket(BUCKET).key(key))),
                s3Call(
                        "s3:ListBucket",
                        bucket,
                        (s3, key) ->
                                s3.listObjectsV2(list -> list.bucket(BUCKET).prefix("results/"))),
                s3Call("s3:GetBucketLocation", bucket, (s3, key) -> s3.getBucketLocation(get -> get.bucket(BUCKET))),
                s3Call(
                        "s3:ListBucketMultipartUploads",
                        bucket,
                        (s3, key) -> s3.listMultipartUploads(list -> list.bucket(BUCKET))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("s3Calls")
    void aCallOfS3NeedsItsAction(String action, String resource, BiConsumer<S3Client, String> call) {
        stack.s3Client().putObject(put -> put.bucket(BUCKET).key("results/object.txt"), RequestBody.fromString("text"));
        call.accept(caller.s3(), "results/object.txt");

        caller.allow(RestrictedCaller.POLICY.without(action));

        assertThatThrownBy(() -> call.accept(caller.s3(), "results/object.txt"))
                .isInstanceOfSatisfying(S3Exception.class, error -> {
                    assertThat(error.statusCode()).isEqualTo(403);
                    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                })
                .hasMessageContaining("is not authorized to perform: " + action + " on resource: \"" + resource
                        + "\" because no identity-based policy allows the " + action + " action");
    }

    @Test
    void aMultipartUploadIsAbortedWithItsAction() {
        String upload = caller.s3()
                .createMultipartUpload(create -> create.bucket(BUCKET).key("results/parts"))
                .uploadId();
        caller.allow(RestrictedCaller.POLICY.without("s3:AbortMultipartUpload"));

        assertThatThrownBy(() -> abort(upload)).hasMessageContaining("s3:AbortMultipartUpload");

        caller.allow(RestrictedCaller.POLICY);
        abort(upload);
    }

    @Test
    void ofManyObjectsOnlyTheAllowedOnesAreDeleted() {
        for (String key : new String[] {"results/mine.txt", "others/theirs.txt"}) {
            stack.s3Client().putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString("text"));
        }

        DeleteObjectsResponse answer = caller.s3()
                .deleteObjects(delete -> delete.bucket(BUCKET)
                        .delete(Delete.builder()
                                .objects(named("results/mine.txt"), named("others/theirs.txt"))
                                .build()));

        assertThat(answer.deleted())
                .singleElement()
                .satisfies(deleted -> assertThat(deleted.key()).isEqualTo("results/mine.txt"));
        assertThat(answer.errors()).singleElement().satisfies(error -> {
            assertThat(error.key()).isEqualTo("others/theirs.txt");
            assertThat(error.code()).isEqualTo("AccessDenied");
        });
        assertThat(new AthenaDriver(stack).text("s3://" + BUCKET + "/others/theirs.txt"))
                .isEqualTo("text");
    }

    @Test
    void whoMayNotListIsNotToldThatAnObjectIsMissing() {
        assertThatThrownBy(() -> caller.s3().getObject(get -> get.bucket(BUCKET).key("results/nothing")))
                .isInstanceOf(NoSuchKeyException.class);

        caller.allow(RestrictedCaller.POLICY.without("s3:ListBucket"));

        assertThatThrownBy(() -> caller.s3().getObject(get -> get.bucket(BUCKET).key("results/nothing")))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        error -> assertThat(error.statusCode()).isEqualTo(403));
    }

    @Test
    void whatIsNotCoveredByTheResourceIsDenied() {
        assertThatThrownBy(() -> caller.s3()
                        .putObject(
                                put -> put.bucket(BUCKET).key("elsewhere/object.txt"), RequestBody.fromString("text")))
                .hasMessageContaining("arn:aws:s3:::acme-athena-results/elsewhere/object.txt");
    }

    private void abort(String upload) {
        caller.s3()
                .abortMultipartUpload(
                        abort -> abort.bucket(BUCKET).key("results/parts").uploadId(upload));
    }

    private static ObjectIdentifier named(String key) {
        return ObjectIdentifier.builder().key(key).build();
    }

    private static Arguments s3Call(String action, String resource, BiConsumer<S3Client, String> call) {
        return Arguments.of(action, resource, Named.of(action, call));
    }
}
