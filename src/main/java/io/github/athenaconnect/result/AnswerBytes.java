package io.github.athenaconnect.result;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Counts the bytes of the answer to one request, unpacked, and breaks off an answer that has more than it may. The SDK makes
 * its objects while it reads from the connection, so nothing of what comes later is ever in memory; an answer that says
 * beforehand how long it is, is not begun at all. What the SDK makes of an answer may be larger than its bytes: Java keeps
 * texts in one or two bytes a character, and each value in an object of its own.
 *
 * <p>For one request, whose attempts follow one another.
 */
final class AnswerBytes implements ExecutionInterceptor {
    private static final String ENCODING = "Content-Encoding";
    private static final String LENGTH = "Content-Length";

    private final long most;
    private final AtomicLong counted = new AtomicLong();

    /** Lets an answer have so many bytes. */
    AnswerBytes(long most) {
        this.most = most;
    }

    /** How many bytes came of the last attempt's answer; 0 if nobody asks over HTTP. */
    long counted() {
        return counted.get();
    }

    /** A plugin for the request. */
    void plugin(SdkServiceClientConfiguration.Builder client) {
        ClientOverrideConfiguration configured = client.overrideConfiguration();
        client.overrideConfiguration(
                configured.toBuilder().addExecutionInterceptor(this).build());
    }

    /** The SDK would unpack once more. */
    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        SdkHttpResponse answer = context.httpResponse();
        return isPacked(answer) ? answer.toBuilder().removeHeader(ENCODING).build() : answer;
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        counted.set(0);
        return context.responseBody().map(body -> new Counted(body, context.httpResponse()));
    }

    private static boolean isPacked(SdkHttpResponse answer) {
        return answer.firstMatchingHeader(ENCODING)
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
    }

    private static long length(SdkHttpResponse answer) {
        try {
            return answer.firstMatchingHeader(LENGTH).map(Long::parseLong).orElse(0L);
        } catch (NumberFormatException unknown) {
            return 0;
        }
    }

    private final class Counted extends FilterInputStream {
        private final InputStream connection;
        private final long announced;
        private boolean brokenOff;

        Counted(InputStream connection, SdkHttpResponse answer) {
            super(isPacked(answer) ? unpacked(connection) : connection);
            this.connection = connection;
            this.announced = length(answer);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (brokenOff) {
                return -1;
            }
            requireFew(announced);
            int count = super.read(into, from, length);
            requireFew(counted.addAndGet(Math.max(count, 0)));
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            return readNBytes((int) Math.min(count, 1 << 13)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void requireFew(long bytes) {
            if (bytes > most) {
                brokenOff = true;
                // Closed as usual, a connection is read to its end first.
                if (connection instanceof Abortable abortable) {
                    abortable.abort();
                }
                throw new LargeAnswerException(bytes, most);
            }
        }
    }

    private static InputStream unpacked(InputStream packed) {
        try {
            return new GZIPInputStream(packed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
