package io.github.athenaconnect.flow;

import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.offset.OffsetFormat;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.query.Executions;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.record.NullKeyException;
import io.github.athenaconnect.record.RecordFactory;
import io.github.athenaconnect.record.UnknownKeyColumnException;
import io.github.athenaconnect.result.QueryResults;
import io.github.athenaconnect.result.UndecodableRowException;
import io.github.athenaconnect.result.UnreadableResultException;
import io.github.athenaconnect.type.RowType;
import io.github.athenaconnect.type.UnusableColumnsException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One query on its way through its phases, run after run.
 *
 * <p>{@link #advance} is for one thread at a time; {@link #close} for any.
 */
public final class QueryFlow implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(QueryFlow.class);

    private final QueryPlan plan;
    private final Executions executions;
    private final QueryResults results;
    private final InstantSource clock;

    private volatile Phase phase;
    private volatile boolean closed;
    private Patience patience;

    /**
     * A query that goes on where it stood.
     *
     * @param stored the offset that was stored last, if there is one
     */
    public QueryFlow(
            QueryPlan plan,
            Executions executions,
            QueryResults results,
            InstantSource clock,
            Optional<QueryOffset> stored) {
        this.plan = plan;
        this.executions = executions;
        this.results = results;
        this.clock = clock;
        this.patience = Patience.fresh(plan.retry());
        this.phase = stored.map(this::after).orElseGet(this::begin);
    }

    /**
     * Takes one bounded step: at most one call to Athena, or one batch of rows.
     *
     * @throws QueryStoppedException if the query cannot go on by itself
     */
    Step advance() {
        try {
            Step step = phase.advance();
            if (step.isProgress()) {
                patience = Patience.fresh(plan.retry());
            }
            enter(step.next());
            return step;
        } catch (SdkException e) {
            return tryAgain(CallFailure.of(e), e);
        } catch (UnreadableResultException e) {
            return tryAgain(new CallFailure(e.passing(), String.valueOf(e.getMessage())), e);
        } catch (UndecodableRowException | NullKeyException | UnknownKeyColumnException | UnusableColumnsException e) {
            throw stopped(phase.subject(), String.valueOf(e.getMessage()));
        } catch (QueryStoppedException complete) {
            throw complete;
        } catch (RuntimeException e) {
            throw new QueryStoppedException(
                    about(phase.subject()) + ": an error of the connector itself, please report it: " + e, e);
        }
    }

    private Step tryAgain(CallFailure failure, RuntimeException thrown) {
        Instant now = clock.instant();
        String message = about(phase.subject()) + ": " + failure.explanation();
        Instant next = now.plus(patience.pause());
        patience = patience.failed(now);
        if (!failure.passing() || patience.exhausted(now)) {
            throw new QueryStoppedException(message, failure.passing() ? thrown : null);
        }
        log.warn("{} Trying again at {}.", message, next);
        enter(phase.afterFailure());
        return Step.to(phase, next);
    }

    /** A phase entered while {@link #close} ran is closed here, so that nothing stays open. */
    private void enter(Phase next) {
        phase = next;
        if (closed) {
            next.close();
        }
    }

    private Phase begin() {
        return plan.schedule()
                .firstDue(clock.instant())
                .<Phase>map(due -> new Waiting(this, due))
                .orElseGet(Finished::new);
    }

    private Phase after(QueryOffset stored) {
        if (!stored.done()) {
            log.info(
                    "{}: goes on after row {}.",
                    about(execution(stored)),
                    stored.position().row());
            return Executing.resume(this, stored);
        }
        Phase next = after(stored.attempt().run());
        if (next instanceof Finished) {
            log.info(
                    "{}: was delivered, and the schedule has no further run. To run it again, reset this query's offset.",
                    about(execution(stored)));
        }
        return next;
    }

    private static String execution(QueryOffset stored) {
        return stored.attempt().run().label() + ", execution " + stored.executionId();
    }

    /** The phase after a run that was delivered: waiting for the next one, if the schedule has any. */
    Phase after(Run run) {
        return plan.schedule()
                .dueAfter(run.scheduled(), clock.instant())
                .<Phase>map(due -> new Waiting(this, due))
                .orElseGet(Finished::new);
    }

    /** The next look at an execution, after its pause; the one after that waits longer. */
    Step lookAfter(Executing executing) {
        return Step.to(executing.patient(), clock.instant().plus(executing.pause()));
    }

    /** How the rows of one result become records. */
    RecordFactory records(RowType rowType) {
        return new RecordFactory(
                plan.records(),
                rowType.schema(),
                OffsetFormat.partition(plan.query().name()));
    }

    /** The beginning of every message about this query. */
    String about(String subject) {
        return "Query '" + plan.query().name() + "', " + subject;
    }

    QueryStoppedException stopped(String subject, String explanation) {
        return new QueryStoppedException(about(subject) + ": " + explanation, null);
    }

    QueryPlan plan() {
        return plan;
    }

    Executions executions() {
        return executions;
    }

    QueryResults results() {
        return results;
    }

    InstantSource clock() {
        return clock;
    }

    /** Ends what is open, from any thread; a step that is under way fails. */
    @Override
    public void close() {
        closed = true;
        phase.close();
    }
}
