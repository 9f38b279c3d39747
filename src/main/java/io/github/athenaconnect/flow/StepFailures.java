package io.github.athenaconnect.flow;

import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.result.UnreadableResultException;
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

    /**
     * The step to take instead of the one that failed in {@code phase}.
     *
     * @throws QueryStoppedException if the query cannot go on by itself
     */
    Step after(RuntimeException thrown, Phase phase) {
        return switch (Culprit.of(thrown)) {
            case CALL -> tryAgain(CallFailure.of((SdkException) thrown), thrown, phase);
            case RESULT -> unreadable((UnreadableResultException) thrown, phase);
            case ROW -> giveUp(new Obstacle(String.valueOf(thrown.getMessage()), withoutSuchRows()), phase);
            case COLUMNS -> giveUp(Obstacle.of(String.valueOf(thrown.getMessage())), phase);
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
                ? giveUp(Obstacle.of(message), phase)
                : tryAgain(new CallFailure(e.passing(), message), e, phase);
    }

    /** The run under way cannot be completed, for a reason of its own result. */
    private Step giveUp(Obstacle obstacle, Phase phase) {
        OpenRun run = phase.openRun().orElseThrow(() -> flow.stopped(phase.subject(), obstacle.explanation()));
        return flow.endings().giveUp(run, Optional.empty(), phase.subject(), obstacle);
    }

    private String withoutSuchRows() {
        return " To go on without such rows, set query." + flow.plan().query().name()
                + ".errors.row to skip or dead_letter. Once rows of a run are delivered, a changed statement is asked by the"
                + " next run; to ask it for this one, reset the offset of this query.";
    }

    private Step tryAgain(CallFailure failure, RuntimeException thrown, Phase phase) {
        Instant now = flow.clock().instant();
        String message = flow.about(phase.subject()) + ": " + failure.explanation();
        Instant next = now.plus(patience.pause());
        patience = patience.failed(now);
        if (!failure.passing() || patience.exhausted(now)) {
            throw new QueryStoppedException(message, failure.passing() ? thrown : null);
        }
        log.warn("{} Trying again at {}.", message, next);
        return Step.to(phase.afterFailure(), next);
    }
}
