package io.github.athenaconnect.validation;

import java.util.List;

/** How a check ended. */
sealed interface Outcome {
    Check check();

    /** It was answered. */
    record Answered(Check check, List<Finding> findings) implements Outcome {}

    /** It had no answer when the time was over. */
    record Unanswered(Check check) implements Outcome {}
}
