package io.github.athenaconnect.flow;

import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.query.Executions;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** Has Athena tell the time where the worker's clock is in doubt, before something is paid for what it says. */
record TimeQuestion(QueryFlow flow) {
    /**
     * The step to take instead of one that depends on the time. It is followed by {@code asking} again.
     *
     * @param start before which nothing is paid, whatever the time is
     * @return empty if nothing is in doubt, or nothing depends on it
     */
    Optional<Step> insteadOf(Phase asking, Instant start) {
        return execution().filter(any -> flow.executions().doubtTime()).map(id -> ask(id, asking, start));
    }

    /** A query that has never run and has spent nothing has nothing to lose. */
    private Optional<String> execution() {
        Optional<String> ofBudget =
                Optional.of(Executions.NONE).filter(any -> flow.expenditure().dependsOnTime());
        return flow.latestExecution().or(() -> ofBudget);
    }

    /** A question that nothing depends on yet is no reason to stop the task when Athena cannot, or may not, answer it. */
    private Step ask(String execution, Phase asking, Instant start) {
        try {
            flow.executions().askTime(execution);
        } catch (SdkException e) {
            if (!CallFailure.of(e).passing()) {
                flow.executions().trustTime();
            } else if (flow.clock().instant().isBefore(start)) {
                return Step.to(asking, start);
            } else {
                throw e;
            }
        }
        return Step.to(asking);
    }
}
