package io.github.athenaconnect.validation;

import java.time.Duration;

/** The time that a check may still take. */
interface TimeLeft {
    /** Until the answer is of no use any more; zero or less once that is so. */
    Duration left();

    /**
     * Waits between two looks at something that takes a while.
     *
     * @throws InterruptedException when there is no more time to wait
     */
    void pause(Duration duration) throws InterruptedException;
}
