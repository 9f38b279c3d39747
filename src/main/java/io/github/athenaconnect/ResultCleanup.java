package io.github.athenaconnect;

import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.offset.OffsetFormat;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.offset.SourcePartition;
import io.github.athenaconnect.result.ResultRemoval;
import io.github.athenaconnect.result.S3Location;
import io.github.athenaconnect.result.UnreadableResultException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Deletes results on a thread of its own once Connect has stored that their runs are done.
 *
 * <p>What is stored is read back, because no call of the worker tells it. Without exactly-once support a commit may have
 * begun before the last record was acknowledged, or leave it out for an earlier one that is not yet, or while the
 * connector is paused; and a record that was dropped on the way is reported like the others although its offset is never
 * stored. With exactly-once support reading waits for the end of an open transaction, which only holds up this thread.
 */
final class ResultCleanup implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResultCleanup.class);

    /** With exactly-once support commits may follow each other within milliseconds. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Map<String, DeliveredResults> byQuery;
    private final OffsetStorageReader offsets;
    private final ResultRemoval removal;
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicBoolean lookIsDue = new AtomicBoolean();

    /** The queries whose refusals were told; for the one thread. */
    private final Set<String> refused = new HashSet<>();

    /**
     * Begins with what is stored already.
     *
     * @param name begins the name of the thread
     * @param byQuery the results of each query whose results are to be deleted
     */
    ResultCleanup(
            String name, Map<String, DeliveredResults> byQuery, OffsetStorageReader offsets, ResultRemoval removal) {
        this.byQuery = Map.copyOf(byQuery);
        this.offsets = offsets;
        this.removal = removal;
        // The worker's logs tell connector and task by this context, which threads do not inherit.
        Map<String, String> context = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Runnable inContext = () -> {
                MDC.setContextMap(context);
                work.run();
            };
            Thread daemon = new Thread(inContext, name + "-cleanup");
            daemon.setDaemon(true);
            return daemon;
        });
        committed();
    }

    /** Says that the worker may have stored something. Quick, from any thread, also after {@link #close}. */
    void committed() {
        boolean waiting = byQuery.values().stream().anyMatch(DeliveredResults::waiting);
        if (!waiting || !lookIsDue.compareAndSet(false, true)) {
            return;
        }
        try {
            Future<?> unused = thread.schedule(this::lookAtAll, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed; what is left is deleted at the next start, if its run is the last one stored.");
        }
    }

    private void lookAtAll() {
        lookIsDue.set(false);
        byQuery.forEach((query, results) -> {
            if (results.waiting()) {
                look(query, results);
            }
        });
    }

    private void look(String query, DeliveredResults results) {
        try {
            Map<String, Object> stored = offsets.offset(SourcePartition.of(query));
            if (stored != null) {
                QueryOffset offset = OffsetFormat.read(query, stored);
                results.dispensable(offset).forEach(location -> remove(query, location));
            }
        } catch (RuntimeException e) {
            // The worker closes its reader when it gives the task up; whatever it is, no row depends on it.
            LOG.debug("Query '{}': its stored offset cannot be read, so no result is deleted now", query, e);
        }
    }

    private void remove(String query, String location) {
        try {
            removal.remove(location);
            LOG.debug("Query '{}': deleted result {}.", query, location);
        } catch (UnreadableResultException e) {
            tellUnreadable(query, location, e);
        } catch (SdkException e) {
            if (thread.isShutdown()) {
                LOG.debug("Query '{}': stopped while deleting result {}", query, location, e);
            } else if (e instanceof AwsServiceException refusal && refusal.statusCode() == 403) {
                tellOnce(query, location, refusal);
            } else {
                LOG.warn(
                        "Query '{}': result {} stays, as S3 did not delete it; delete it yourself. {}",
                        query,
                        location,
                        CallFailure.of(e).explanation());
            }
        }
    }

    /** Only of UNLOADs, whose files are deleted by their list. */
    private void tellUnreadable(String query, String location, UnreadableResultException e) {
        if (!thread.isShutdown()) {
            LOG.warn(
                    "Query '{}': result {} stays; delete it and its files yourself. Only files of one UNLOAD of this"
                            + " connector, below the present athena.output.location, are deleted. {}",
                    query,
                    location,
                    e.getMessage());
        }
    }

    private void tellOnce(String query, String location, AwsServiceException refusal) {
        if (refused.add(query)) {
            S3Location result = S3Location.parse(location);
            LOG.warn(
                    "Query '{}': result {} stays, as S3 refused to delete it. Allow s3:DeleteObject on"
                            + " arn:aws:s3:::{}/{}*, of an UNLOAD also on its files below athena.output.location, or set query.{}.result.cleanup to keep. {} Later results that stay"
                            + " for the same reason are not told of.",
                    query,
                    location,
                    result.bucket(),
                    result.key().substring(0, result.key().lastIndexOf('/') + 1),
                    query,
                    CallFailure.answer(refusal));
        }
    }

    /** Ends at once, from any thread; what was not deleted by then may stay. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
