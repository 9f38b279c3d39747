package io.github.athenaconnect.fake;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * An S3 whose only object begins with some text and goes on with another, again and again, for a tebibyte: nothing of it is
 * stored. Counts what it hands out. For one thread.
 */
public final class EndlessS3 implements S3Client {
    /** How long the object is said to be. */
    public static final long LENGTH = 1L << 40;

    private static final int AT_ONCE = 1 << 16;

    private final byte[] beginning;
    private final byte[] repeated;
    private long handedOut;

    public EndlessS3(String beginning, String repeated) {
        this.beginning = beginning.getBytes(StandardCharsets.UTF_8);
        byte[] once = repeated.getBytes(StandardCharsets.UTF_8);
        this.repeated = new byte[Math.max(1, AT_ONCE / once.length) * once.length];
        for (int at = 0; at < this.repeated.length; at += once.length) {
            System.arraycopy(once, 0, this.repeated, at, once.length);
        }
    }

    /** How many bytes were read of it. */
    public long handedOut() {
        return handedOut;
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
        if (request.range() != null) {
            throw FakeS3.error(416, "InvalidRange");
        }
        GetObjectResponse answer = GetObjectResponse.builder()
                .eTag("\"endless\"")
                .contentLength(LENGTH)
                .build();
        InputStream body = new SequenceInputStream(new ByteArrayInputStream(beginning), new Repeating());
        return new ResponseInputStream<>(answer, AbortableInputStream.create(body, () -> {}));
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    private final class Repeating extends InputStream {
        private int at;

        @Override
        public int read() {
            byte[] one = new byte[1];
            int unused = read(one, 0, 1);
            return Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] into, int from, int length) {
            int count = Math.min(length, repeated.length - at);
            System.arraycopy(repeated, at, into, from, count);
            at = (at + count) % repeated.length;
            handedOut += count;
            return count;
        }

        @Override
        public String toString() {
            return Arrays.toString(Arrays.copyOf(repeated, 16));
        }
    }
}
