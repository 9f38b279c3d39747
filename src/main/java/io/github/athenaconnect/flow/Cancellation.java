package io.github.athenaconnect.flow;

import io.github.athenaconnect.failure.CallFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Has Athena cancel what it works on for a query; a refusal is for the log. */
record Cancellation(QueryFlow flow) {
    private static final Logger log = LoggerFactory.getLogger(Cancellation.class);

    /** One call, from any thread. */
    void ask() {
        flow.underWay().ifPresent(id -> {
            try {
                flow.executions().cancel(id);
                log.info("{}: cancelled, as stop.action=cancel says.", flow.doing());
            } catch (SdkException e) {
                refused(CallFailure.of(e).explanation());
            } catch (RuntimeException e) {
                // The clients do not wait for this call when they are closed, and then throw whatever they do.
                refused("The task ended before Athena answered: " + e + ".");
            }
        });
    }

    private void refused(String reason) {
        log.warn(
                "{}: could not be cancelled. {} It runs on, and the next start of the task finds it again.",
                flow.doing(),
                reason);
    }
}
