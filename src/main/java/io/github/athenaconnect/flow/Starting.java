package io.github.athenaconnect.flow;

import io.github.athenaconnect.metrics.QueryState;
import io.github.athenaconnect.query.StartedExecution;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the execution of an attempt, or finds the one an earlier start with the same token began. */
record Starting(QueryFlow flow, OpenRun run) implements Phase {
    private static final Logger log = LoggerFactory.getLogger(Starting.class);

    @Override
    public Step advance() {
        return AwaitingBudget.insteadOf(flow, subject(), flow.attempt(run)).orElseGet(this::start);
    }

    private Step start() {
        StartedExecution started = flow.executions().start(run.attempt(), flow.statement(run));
        log.info("{}: execution {} is under way.", flow.about(subject()), started.id());
        return flow.lookAfter(
                Executing.began(flow, run.asking(flow.fingerprint()).executedAs(started.id()), started));
    }

    @Override
    public QueryState state() {
        return QueryState.STARTING;
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
