package io.github.athenaconnect.flow;

import io.github.athenaconnect.failure.FailurePolicy;

/**
 * Why a run cannot be completed.
 *
 * @param explanation what is wrong, true whatever follows
 * @param wayOut how the task that stops for it gets on, from a blank on; not to be said where the run is left behind
 */
record Obstacle(String explanation, String wayOut) {
    /** One whose explanation says all. */
    static Obstacle of(String explanation) {
        return new Obstacle(explanation, "");
    }

    /** What a user reads. */
    String told(FailurePolicy policy) {
        return switch (policy) {
            case FAIL -> explanation + wayOut;
            case SKIP -> explanation;
        };
    }
}
