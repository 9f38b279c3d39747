package io.github.athenaconnect.flow;

import io.github.athenaconnect.metrics.QueryState;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.query.StartedExecution;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the execution of an attempt, or finds the one an earlier start with the same token began. */
record Starting(QueryFlow flow, OpenRun run) implements Phase {
    private static final Logger log = LoggerFactory.getLogger(Starting.class);

    @Override
    public Step advance() {
        return flow.plan()
                .scans()
                .budget()
                .flatMap(any -> new TimeQuestion(flow).insteadOf(this, Instant.MIN))
                .or(() -> AwaitingBudget.insteadOf(flow, subject(), flow.attempt(run))
                        .map(this::stored))
                .orElseGet(this::start);
    }

    /** Shards have no runs that a later one leaves out, and the token leads each to what was scanned. */
    private Step stored(Step waiting) {
        Optional<Execution> failed = flow.expenditure().latest().filter(run::has);
        return failed.isEmpty() || flow.isShared() ? waiting : flow.endings().waiting(run, failed.get(), waiting);
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
