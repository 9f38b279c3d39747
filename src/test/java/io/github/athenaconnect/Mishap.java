package io.github.athenaconnect;

/** What else happens while a worker is dead, and what is promised then. */
enum Mishap {
    NOTHING,

    /** Athena forgets the tokens it knows: what was started is started again if no offset was stored. */
    FORGOTTEN_TOKENS,

    /** Every result is deleted: a run that was being delivered is run again and delivered whole. */
    LOST_RESULTS,

    /** The statement is another one from the first crash on, and the old result is delivered to its end. */
    CHANGED_STATEMENT,

    /** The statement is another one from the first crash on, and the query begins anew. */
    CHANGED_STATEMENT_THAT_RESTARTS,

    /** The worker is away for two runs. */
    OUTAGE;

    /** Whether rows that were delivered come again although the worker is exactly once. */
    boolean repeatsRows() {
        return this == LOST_RESULTS || this == CHANGED_STATEMENT_THAT_RESTARTS;
    }

    boolean changesStatement() {
        return this == CHANGED_STATEMENT || this == CHANGED_STATEMENT_THAT_RESTARTS;
    }

    /** How many executions there may be at most, where {@code due} would be there without a crash. */
    int mostExecutions(int due, int crashes) {
        return switch (this) {
            case NOTHING, OUTAGE -> due;
            case FORGOTTEN_TOKENS, LOST_RESULTS -> due + crashes;
            case CHANGED_STATEMENT -> due + Math.min(crashes, 1);
            case CHANGED_STATEMENT_THAT_RESTARTS -> crashes == 0 ? due : 2 * due;
        };
    }
}
