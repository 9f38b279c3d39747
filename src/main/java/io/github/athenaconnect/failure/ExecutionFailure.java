package io.github.athenaconnect.failure;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why Athena ended an execution without a result.
 *
 * @param state {@code FAILED} or {@code CANCELLED}
 * @param reason Athena's words
 * @param errorType Athena's number for the kind of error (user guide, "Athena error catalog"); it may grow, so an
 *     unknown one counts as any other
 * @param retryable whether Athena says that the same may succeed later
 */
public record ExecutionFailure(String state, String reason, Optional<Integer> errorType, boolean retryable) {
    /** Athena's longest are of some hundred characters. */
    private static final int LONGEST_REASON = 2000;

    /** Types 0 to 8: the statement needs more than a query may have. */
    private static final int LAST_EXHAUSTED_RESOURCES = 8;

    /** Reasons that were paid for in full and would be again; Athena gives some of them without any error type. */
    private static final Pattern PAID_IN_VAIN =
            Pattern.compile("exhausted resources|query timeout|bytes scanned limit");

    /**
     * Whether an UNLOAD found something in the place that was made for this attempt. So the attempt has been executed
     * before, and Athena has forgotten its token; the next one has a place of its own.
     */
    public boolean placeIsTaken() {
        return reason.contains("HIVE_PATH_ALREADY_EXISTS");
    }

    /** What follows. What was paid for in vain is never paid again by itself, whatever else Athena says. */
    public Verdict verdict() {
        if (paidInVain()) {
            return Verdict.STOP_UNTIL_CHANGE;
        }
        return retryable || placeIsTaken() ? Verdict.RETRY_RUN : Verdict.STOP_UNTIL_RESTART;
    }

    private boolean paidInVain() {
        return errorType.filter(type -> type <= LAST_EXHAUSTED_RESOURCES).isPresent()
                || PAID_IN_VAIN.matcher(reason.toLowerCase(Locale.ROOT)).find();
    }

    /** Athena's state, type and words in one line, without a full stop. */
    @Override
    public String toString() {
        String said = reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
        return state + errorType.map(type -> " (error type " + type + ")").orElse("") + ": "
                + ForeignText.line(said, LONGEST_REASON);
    }
}
