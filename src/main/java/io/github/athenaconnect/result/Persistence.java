package io.github.athenaconnect.result;

import io.github.athenaconnect.result.UnreadableResultException.Reason;
import java.io.IOException;
import java.util.function.LongSupplier;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Tries to read an object again where S3 or the way to it fails, for as long as that makes sense. For one thread. */
final class Persistence {
    private final S3Location location;
    private final CurrentResponse response;
    private final LongSupplier offset;
    private final int attempts;
    private final Backoff backoff;

    /**
     * For one object.
     *
     * @param response what is dropped after a failure
     * @param offset tells the byte that is wanted next
     * @param attempts how often to try before it is given up
     */
    Persistence(S3Location location, CurrentResponse response, LongSupplier offset, int attempts, Backoff backoff) {
        this.location = location;
        this.response = response;
        this.offset = offset;
        this.attempts = attempts;
        this.backoff = backoff;
    }

    /** What may be tried again from where it began. */
    @FunctionalInterface
    interface Step<T> {
        T take() throws IOException;
    }

    <T> T persistently(Step<T> step) {
        for (int failures = 1; ; failures++) {
            try {
                return step.take();
            } catch (IOException | SdkException failure) {
                response.abort();
                requireAnotherAttempt(failure, failures);
                pause(failures);
            }
        }
    }

    private void requireAnotherAttempt(Exception failure, int failures) {
        response.requireOpen();
        if (failure instanceof AbortedException || Thread.currentThread().isInterrupted()) {
            throw interrupted(location, failure);
        }
        S3Failures.asFinal(failure, location).ifPresent(unreadable -> {
            throw unreadable;
        });
        if (failures >= attempts) {
            throw new UnreadableResultException(
                    Reason.BROKEN,
                    "Result " + location + " could not be read from byte " + offset.getAsLong() + " on in " + failures
                            + " attempts, the last of which ended with: " + failure.getMessage() + "; "
                            + S3Failures.nextStep(failure),
                    failure);
        }
    }

    private void pause(int failures) {
        try {
            backoff.pause(failures);
        } catch (InterruptedException interruption) {
            throw interrupted(location, interruption);
        }
    }

    /** What a thread that was interrupted while it waited for the object ends with; it stays interrupted. */
    static UnreadableResultException interrupted(S3Location location, Exception cause) {
        Thread.currentThread().interrupt();
        return new UnreadableResultException(
                Reason.CLOSED, "Result " + location + " is not read any further: its thread was interrupted.", cause);
    }
}
