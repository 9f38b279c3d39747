package io.github.athenaconnect.flow;

import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.result.UnreadableResultException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Decides what follows from a failed step of a query. Holds only how long passing failures are still tried again. */
final class StepFailures {
    private static final Logger log = LoggerFactory.getLogger(StepFailures.class);

    private final QueryFlow flow;
    private Patience patience;

    StepFailures(QueryFlow flow) {
        this.flow = flow;
        this.patience = Patience.fresh(flow.plan().retry());
    }

    /** Takes note that something got done: a failure to come is the first one. */
    void progress() {
        patience = Patience.fresh(flow.plan().retry());
    }

    /** Takes note that nothing was tried from then until now, so that patience has not worn off. */
    void waitedSince(Instant then) {
        patience = patience.later(Duration.between(then, flow.passing().instant()));
    }

    /**
     * The step to take instead of the one that failed in {@code phase}.
     *
     * @throws QueryStoppedException if the query cannot go on by itself
     */
    Step after(RuntimeException thrown, Phase phase) {
        return switch (Culprit.of(thrown)) {
            case CALL -> tryAgain(CallFailure.of((SdkException) thrown), thrown, phase);
            case RESULT -> unreadable((UnreadableResultException) thrown, phase);
            case ROW ->
                giveUp(
                        new Obstacle(String.valueOf(thrown.getMessage()), withoutSuchRows()),
                        phase,
                        Culprit.namesItsRow(thrown));
            case COLUMNS -> giveUp(Obstacle.of(String.valueOf(thrown.getMessage())), phase, false);
            case SORTED -> throw thrown;
            case CONNECTOR ->
                throw new QueryStoppedException(
                        flow.about(phase.subject()) + ": an error of the connector itself, please report it: " + thrown,
                        thrown);
        };
    }

    private Step unreadable(UnreadableResultException e, Phase phase) {
        String message = String.valueOf(e.getMessage());
        Optional<OpenRun> run = phase.openRun();
        if (e.isMissing() && phase instanceof Reading && run.isPresent()) {
            return flow.endings().missing(run.get(), message);
        }
        return e.isOfThisResult()
                ? giveUp(new Obstacle(message, wayOut(e)), phase, false)
                : tryAgain(new CallFailure(e.passing(), message), e, phase);
    }

    /** A token leads to the same result again, unless that has gone: that is seen, and another execution started. */
    private static String wayOut(UnreadableResultException e) {
        String restart = e.isDamaged()
                ? " A restart of the task reads the same result again. To run the query again, alter its offset"
                        + " (docs/offsets.md, \"Run again from\")."
                : "";
        return e.isMissing() ? " A restart of the task runs the query again." : restart;
    }

    /**
     * The run under way cannot be completed, for a reason of its own result.
     *
     * @param namesItsRow whether the obstacle says where in the result it is, so that the phase need not
     */
    private Step giveUp(Obstacle obstacle, Phase phase, boolean namesItsRow) {
        OpenRun run = phase.openRun().orElseThrow(() -> flow.stopped(phase.subject(), obstacle.explanation()));
        return flow.endings().giveUp(run, Optional.empty(), namesItsRow ? run.label() : phase.subject(), obstacle);
    }

    private String withoutSuchRows() {
        return " To go on without such rows, set query." + flow.plan().query().name()
                + ".errors.row to skip or dead_letter. Once rows of a run are delivered, a changed statement is asked by the"
                + " next run; to ask it for this one, reset the offset of this query.";
    }

    /** What the executions of the run have scanned has to be stored before, or a restart would not know of it. */
    private Step stop(Phase phase, String message, Optional<RuntimeException> cause) {
        Optional<OpenRun> run = phase.openRun().filter(any -> flow.expenditure().isNews());
        return flow.endings()
                .failed(run.orElseThrow(() -> new QueryStoppedException(message, cause.orElse(null))), message, cause);
    }

    private Step tryAgain(CallFailure failure, RuntimeException thrown, Phase phase) {
        Instant now = flow.passing().instant();
        String message = flow.about(phase.subject()) + ": " + failure.explanation();
        Instant next = flow.clock().instant().plus(patience.pause());
        patience = patience.failed(now);
        if (!failure.passing() || patience.exhausted(now)) {
            return stop(phase, message, failure.passing() ? Optional.of(thrown) : Optional.empty());
        }
        flow.chronicle().callFailed();
        log.warn("{} Trying again at {}.", message, next);
        return Step.to(phase.afterFailure(), next);
    }
}
