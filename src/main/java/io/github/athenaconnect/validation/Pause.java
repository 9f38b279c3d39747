package io.github.athenaconnect.validation;

import java.time.Duration;

/** Waits between two looks at something that takes a while. */
@FunctionalInterface
interface Pause {
    /**
     * Waits.
     *
     * @throws InterruptedException when there is no more time to wait
     */
    void pause(Duration duration) throws InterruptedException;
}
