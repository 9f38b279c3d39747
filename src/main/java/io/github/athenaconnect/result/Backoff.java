package io.github.athenaconnect.result;

/**
 * Waits between two attempts to reach S3; how long is the caller's policy.
 *
 * <p>Closing a reader does not wake it, an interrupt does: keep single pauses short, or interrupt the reading thread.
 */
@FunctionalInterface
public interface Backoff {
    /**
     * Waits before the next attempt.
     *
     * @param failures attempts that failed since the last byte arrived, 1 or more
     */
    void pause(int failures) throws InterruptedException;
}
