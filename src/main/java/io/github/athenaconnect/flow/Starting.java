package io.github.athenaconnect.flow;

import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.StartedExecution;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the execution of an attempt, or finds the one an earlier start with the same token began.
 *
 * @param retries how many earlier attempts of this run have failed in this process
 */
record Starting(QueryFlow flow, Attempt attempt, int retries) implements Phase {
    private static final Logger log = LoggerFactory.getLogger(Starting.class);

    @Override
    public Step advance() {
        StartedExecution started = flow.executions().start(attempt);
        log.info("{}: execution {} is under way.", flow.about(subject()), started.id());
        return flow.lookAfter(new Executing(
                flow,
                attempt,
                started.id(),
                retries,
                Optional.of(started.answered()),
                Optional.empty(),
                flow.plan().athena().pollMin()));
    }

    @Override
    public String subject() {
        return attempt.run().label() + ", attempt " + attempt.number();
    }
}
