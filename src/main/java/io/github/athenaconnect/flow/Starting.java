package io.github.athenaconnect.flow;

import io.github.athenaconnect.query.StartedExecution;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the execution of an attempt, or finds the one an earlier start with the same token began. */
record Starting(QueryFlow flow, OpenRun run) implements Phase {
    private static final Logger log = LoggerFactory.getLogger(Starting.class);

    @Override
    public Step advance() {
        StartedExecution started = flow.executions().start(run.attempt(), flow.statement(run));
        log.info("{}: execution {} is under way.", flow.about(subject()), started.id());
        return flow.lookAfter(
                Executing.began(flow, run.asking(flow.fingerprint()).executedAs(started.id()), started), false);
    }

    @Override
    public String subject() {
        return run.run().label() + ", attempt " + run.attempt().number();
    }

    @Override
    public Optional<OpenRun> openRun() {
        return Optional.of(run);
    }
}
