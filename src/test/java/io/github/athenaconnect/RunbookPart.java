package io.github.athenaconnect;

import io.github.athenaconnect.failure.FailureKind;
import io.github.athenaconnect.failure.Verdict;

/** What can go wrong, as the runbook has it: each is a heading of its own there. */
enum RunbookPart {
    CONFIGURATION("A configuration that is refused"),
    ACCOUNT("An account that is not as the configuration says"),
    CREDENTIALS("Credentials that do not work"),
    RIGHT("A right that is missing"),
    UNREACHED("AWS cannot be reached"),
    THROTTLED("Throttled or failing calls"),
    REFUSED_CALL("A call that AWS refuses"),
    FAILED_EXECUTION("A failed execution"),
    PAID_IN_VAIN("An execution that was paid in vain"),
    LOST_RESULT("A lost result"),
    DAMAGED_RESULT("A damaged result"),
    LARGE_ROW("A row that is too large"),
    UNUSABLE_ROW("A row that cannot be a record"),
    COLUMN("A column that will not do"),
    CHANGED_COLUMNS("Other columns than before"),
    CHANGED_STATEMENT("A changed statement"),
    OFFSET("An offset that cannot be read"),
    SHARDS("Shards that disagree"),
    OURS("An error of the connector itself");

    private final String title;

    RunbookPart(String title) {
        this.title = title;
    }

    /** Where a failed call to AWS is told of. */
    static RunbookPart of(FailureKind kind) {
        return switch (kind) {
            case UNKNOWN_IDENTITY, WRONG_SECRET, EXPIRED, CLOCK, NO_CREDENTIALS -> CREDENTIALS;
            case WRONG_REGION, UNKNOWN_HOST, UNREACHED, UNTRUSTED, UNPROVEN, FOREIGN -> RunbookPart.UNREACHED;
            case PASSING -> THROTTLED;
            case DENIED -> RIGHT;
            case REFUSED -> REFUSED_CALL;
        };
    }

    /** Where a failed execution is told of. */
    static RunbookPart of(Verdict verdict) {
        return switch (verdict) {
            case RETRY_RUN, STOP_UNTIL_RESTART -> FAILED_EXECUTION;
            case STOP_UNTIL_CHANGE -> PAID_IN_VAIN;
        };
    }

    String title() {
        return title;
    }

    /** A link from a page beside the runbook. */
    String link() {
        return "[" + title + "](runbook.md#" + MarkdownPage.anchorOf(title) + ")";
    }
}
