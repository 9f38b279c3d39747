package io.github.athenaconnect.flow;

import io.github.athenaconnect.metrics.QueryState;
import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.DueRun;
import io.github.athenaconnect.watermark.Watermark;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a run to become due.
 *
 * @param committed the watermark of the completed runs
 * @param attempt the number of the attempt the run begins with
 * @param agenda says which run is next, asked again when it is due: between may lie hours, while the connector was paused
 *     or the machine slept
 */
record Waiting(QueryFlow flow, Optional<Watermark> committed, int attempt, NextRun agenda) implements Phase {
    private static final Logger log = LoggerFactory.getLogger(Waiting.class);

    /** The run to start next, due already or to come. */
    @FunctionalInterface
    interface NextRun {
        Optional<DueRun> at(Instant now);
    }

    @Override
    public Step advance() {
        Instant now = flow.clock().instant();
        Optional<DueRun> next = agenda.at(now);
        if (next.isEmpty()) {
            return Step.to(new Finished(), Instant.MAX);
        }
        DueRun due = next.get();
        Optional<Step> question = new TimeQuestion(flow).insteadOf(this, due.startsAt());
        if (question.isPresent()) {
            return question.get();
        }
        if (now.isBefore(due.startsAt())) {
            return Step.to(this, due.startsAt());
        }
        Optional<Step> unaffordable = flow.isShared()
                ? Optional.empty()
                : AwaitingBudget.insteadOf(flow, due.run().label(), afterBudget(due));
        if (unaffordable.isPresent()) {
            return unaffordable.get();
        }
        due.leftOut()
                .ifPresent(missed -> log.warn(
                        "{} is next. What was missed from {} to {} is left out, as catchup and interval.max.runs say.",
                        flow.about(due.run().label()),
                        missed.start(),
                        missed.end()));
        return Step.to(flow.attempt(OpenRun.begin(new Attempt(due.run(), attempt), committed, flow.fingerprint())));
    }

    /** An interval that was due in time is not missed because its budget was used up; elsewhere the latest run counts. */
    private Waiting afterBudget(DueRun due) {
        return flow.plan().agenda().hasIntervals()
                ? new Waiting(flow, committed, attempt, any -> Optional.of(due))
                : this;
    }

    @Override
    public QueryState state() {
        return QueryState.WAITING;
    }

    @Override
    public String subject() {
        return "waiting for its next run";
    }
}
