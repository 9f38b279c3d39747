package io.github.athenaconnect.fault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Answers of S3 whose Content-Length is not that of what follows. */
final class Announced {
    private Announced() {}

    /** By so many bytes more, which never come. */
    static Object longer(Call call, int bytes) throws Throwable {
        ResponseInputStream<GetObjectResponse> answer = answer(call);
        return of(answer, answer.response().contentLength() + bytes, answer);
    }

    /**
     * By so many bytes less: an HTTP client takes no more than these, and the SDK compares the checksum that S3 tells of
     * whole objects.
     */
    static Object shorter(Call call, int bytes) throws Throwable {
        ResponseInputStream<GetObjectResponse> answer = answer(call);
        int length = Math.max(0, (int) (answer.response().contentLength() - bytes));
        InputStream some = new ByteArrayInputStream(answer.readNBytes(length));
        return of(
                answer,
                length,
                call.object().range() == null ? new SequenceInputStream(some, new WrongChecksum()) : some);
    }

    @SuppressWarnings("unchecked")
    private static ResponseInputStream<GetObjectResponse> answer(Call call) throws Throwable {
        return (ResponseInputStream<GetObjectResponse>) call.service().answer();
    }

    private static Object of(ResponseInputStream<GetObjectResponse> answer, long length, InputStream body) {
        return new ResponseInputStream<>(
                answer.response().toBuilder().contentLength(length).build(), AbortableInputStream.create(body, answer));
    }

    private static final class WrongChecksum extends InputStream {
        @Override
        public int read() throws IOException {
            throw SdkClientException.create(
                    "Data read has a different checksum than expected. Was 0x4711, but expected 0x0815");
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return read();
        }
    }
}
