package io.github.athenaconnect;

import java.util.Optional;

/**
 * What came of something that went wrong.
 *
 * @param message of the task that failed; absent if none did
 * @param calls how many were made while it was wrong
 */
record FaultOutcome(FaultEnding ending, Optional<String> message, int calls) {
    /**
     * As it was seen.
     *
     * @param again whether the task failed after its restart too
     * @param moreExecutions beyond one for each run
     * @param repeated whether rows came twice for no restart
     */
    static FaultOutcome of(Optional<String> message, boolean again, int moreExecutions, boolean repeated, int calls) {
        return new FaultOutcome(ending(message.isPresent(), again, moreExecutions > 0, repeated), message, calls);
    }

    private static FaultEnding ending(boolean failed, boolean again, boolean runsAgain, boolean repeated) {
        if (again) {
            return FaultEnding.FAILS_UNTIL_CHANGED;
        }
        if (!runsAgain) {
            return failed ? FaultEnding.FAILS : FaultEnding.SURVIVES;
        }
        if (repeated) {
            return failed ? FaultEnding.FAILS_AND_RUNS_AGAIN_WITH_ALL_ROWS : FaultEnding.RUNS_AGAIN_WITH_ALL_ROWS;
        }
        return failed ? FaultEnding.FAILS_AND_RUNS_AGAIN : FaultEnding.RUNS_AGAIN;
    }
}
