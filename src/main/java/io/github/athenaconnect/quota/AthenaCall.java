package io.github.athenaconnect.quota;

/**
 * The calls that are paced, with the quota that AWS gives an account and region to begin with (Athena user guide, "Service
 * Quotas", per account API call quotas). AWS raises them on request.
 *
 * <p>StopQueryExecution is not among them: it saves money, and is rare.
 */
public enum AthenaCall {
    /** Begins executions. */
    START("StartQueryExecution", 20, 80),
    /** Looks at them. */
    LOOK("GetQueryExecution", 100, 200),
    /** Gives the columns of results, and results in pages. */
    PAGE("GetQueryResults", 100, 200);

    private final String operation;
    private final int perSecond;
    private final int burst;

    AthenaCall(String operation, int perSecond, int burst) {
        this.operation = operation;
        this.perSecond = perSecond;
        this.burst = burst;
    }

    /** What AWS calls it. */
    public String operation() {
        return operation;
    }

    /** Calls a second by default. */
    int perSecond() {
        return perSecond;
    }

    /** For how many seconds unused calls are kept. */
    double burstSeconds() {
        return (double) burst / perSecond;
    }
}
