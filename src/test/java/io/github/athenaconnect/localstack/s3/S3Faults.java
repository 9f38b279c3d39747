package io.github.athenaconnect.localstack.s3;

import io.github.athenaconnect.localstack.access.AccessKeys;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What S3 is to do wrong. All of it counts for reads by callers, not for reads by Athena on their behalf. */
public final class S3Faults {
    private final List<Denial> denials = new ArrayList<>();
    private final List<Denial> directDenials = new ArrayList<>();
    private int readsToSlowDown;
    private int bodiesToCut;
    private long cutAfterBytes;
    private @Nullable Stall stall;

    /**
     * Denies objects to a caller, and to services that act for it, until {@link #allowAll()}.
     *
     * @param prefix of the keys; empty means the whole bucket
     */
    public synchronized S3Faults deny(String accessKeyId, Access access, String bucket, String prefix) {
        denials.add(new Denial(accessKeyId, access, bucket, prefix));
        return this;
    }

    /**
     * Denies reading to a caller who comes to S3 itself, but not to Athena on its behalf, until {@link #allowAll()}: what a
     * policy does that asks for aws:CalledVia.
     *
     * @param prefix of the keys; empty means the whole bucket
     */
    public synchronized S3Faults denyDirectReads(String accessKeyId, String bucket, String prefix) {
        directDenials.add(new Denial(accessKeyId, Access.READ, bucket, prefix));
        return this;
    }

    /** Takes back every denial. */
    public synchronized S3Faults allowAll() {
        denials.clear();
        directDenials.clear();
        return this;
    }

    /** Answers the next reads of objects with 503 SlowDown. */
    public synchronized S3Faults slowDownReads(int count) {
        readsToSlowDown = count;
        return this;
    }

    /** Breaks the connection of the next reads after some bytes of the body. */
    public synchronized S3Faults cutBodies(int count, long afterBytes) {
        bodiesToCut = count;
        cutAfterBytes = afterBytes;
        return this;
    }

    /** Holds the body of the next read back after some bytes, until the answer is counted down. */
    public synchronized CountDownLatch stallNextBody(long afterBytes) {
        CountDownLatch release = new CountDownLatch(1);
        stall = new Stall(afterBytes, release);
        return release;
    }

    /** Whether a key is denied something; a service's key is not its caller's, except for what counts for both. */
    synchronized boolean denies(String accessKeyId, Access access, ObjectName name) {
        String principal = AccessKeys.principal(accessKeyId);
        return denials.stream().anyMatch(denial -> denial.concerns(principal, access, name))
                || directDenials.stream().anyMatch(denial -> denial.concerns(accessKeyId, access, name));
    }

    synchronized void beforeRead(ObjectName name) {
        if (readsToSlowDown > 0) {
            readsToSlowDown--;
            throw error(503, "SlowDown", "Please reduce your request rate. Object: " + name.uri());
        }
    }

    synchronized AbortableInputStream body(ObjectName name, InputStream body) {
        if (stall != null) {
            Stall here = stall;
            stall = null;
            return AbortableInputStream.create(new FaultyStream(
                    body, here.afterBytes(), () -> here.release().await()));
        }
        if (bodiesToCut > 0) {
            bodiesToCut--;
            return AbortableInputStream.create(new FaultyStream(body, cutAfterBytes, () -> {
                throw new IOException("Cut on request: " + name.uri());
            }));
        }
        return AbortableInputStream.create(body);
    }

    static S3Exception error(int status, String code, String message) {
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    private record Denial(String accessKeyId, Access access, String bucket, String prefix) {
        boolean concerns(String caller, Access wanted, ObjectName name) {
            return accessKeyId.equals(caller)
                    && access == wanted
                    && bucket.equals(name.bucket())
                    && name.key().startsWith(prefix);
        }
    }

    private record Stall(long afterBytes, CountDownLatch release) {}
}
