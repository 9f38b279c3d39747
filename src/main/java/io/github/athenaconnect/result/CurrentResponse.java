package io.github.athenaconnect.result;

import io.github.athenaconnect.result.UnreadableResultException.Reason;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The answer of S3 that is being read, if any: the one thing a second thread may end.
 *
 * <p>Its lock is never held while bytes are awaited, so {@link #close} does not wait for the network either.
 */
final class CurrentResponse implements AutoCloseable {
    private final S3Location location;
    private Optional<ResponseInputStream<GetObjectResponse>> body = Optional.empty();
    private volatile boolean closed;

    CurrentResponse(S3Location location) {
        this.location = location;
    }

    synchronized Optional<ResponseInputStream<GetObjectResponse>> body() {
        return body;
    }

    /** Takes over a fresh body, or refuses and aborts it if closed in the meantime. */
    synchronized void begin(ResponseInputStream<GetObjectResponse> fresh) {
        body = Optional.of(fresh);
        if (closed) {
            abort();
        }
        requireOpen();
    }

    /** Drops the body and its connection; closing instead would first read the rest of the object. */
    synchronized void abort() {
        body.ifPresent(ResponseInputStream::abort);
        body = Optional.empty();
    }

    /** Gives a body that was read to its end back, so that its connection can serve again. */
    synchronized void release() throws IOException {
        if (body.isPresent()) {
            body.get().close();
        }
        body = Optional.empty();
    }

    @Override
    public synchronized void close() {
        closed = true;
        abort();
    }

    /** Fails with {@link Reason#CLOSED} if closed. */
    void requireOpen() {
        if (closed) {
            throw new UnreadableResultException(
                    Reason.CLOSED, "Result " + location + " is not read any further: its reader was closed.");
        }
    }
}
