package io.github.athenaconnect.flow;

import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.query.DueRun;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.watermark.Watermark;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides how a query goes on that has a stored offset. */
record Resumption(QueryFlow flow, QueryOffset stored) {
    private static final Logger log = LoggerFactory.getLogger(Resumption.class);

    /**
     * The phase to begin with.
     *
     * @throws QueryStoppedException if somebody has to decide
     */
    Phase phase() {
        if (hasOtherStatement()) {
            switch (flow.plan().policies().onQueryChange()) {
                case RESTART -> {
                    log.warn(
                            "{}: its statement has changed, so the query begins anew, as {}=restart says.",
                            about(),
                            key());
                    flow.columns().forget();
                    return flow.begin();
                }
                case FAIL ->
                    throw flow.stopped(
                            stored.label(),
                            "its statement has changed since, and " + key()
                                    + " is fail. Set it to continue, which keeps"
                                    + " the stored offset, or to restart, which begins anew; or undo the change.");
                case CONTINUE -> log.info("{}: its statement has changed; the next run asks the new one.", about());
            }
        }
        requireSameWatermarkColumns();
        return stored.done() ? afterRun() : inRun();
    }

    private boolean hasOtherStatement() {
        return stored.sqlFingerprint()
                .filter(fingerprint -> !fingerprint.equals(flow.fingerprint()))
                .isPresent();
    }

    private void requireSameWatermarkColumns() {
        List<String> columns =
                flow.plan().watermark().map(settings -> settings.columns()).orElse(List.of());
        Optional<Watermark> kept = stored.committed().or(stored::maximum);
        if (!columns.isEmpty() && kept.isPresent() && !kept.get().columns().equals(columns)) {
            throw flow.stopped(
                    stored.label(),
                    "its stored offset has the watermark " + kept.get() + ", but watermark.columns is "
                            + String.join(",", columns)
                            + ". Reset or alter the offset of this query, or undo the change.");
        }
    }

    private Phase afterRun() {
        Run run = stored.attempt().run();
        if (flow.plan().agenda().after(run, flow.clock().instant()).isEmpty()) {
            log.info(
                    "{}: has ended, and no further run follows. To run it again, reset or alter the offset of this query.",
                    about());
        }
        return flow.after(run, stored.committed());
    }

    private Phase inRun() {
        return stored.reading()
                .<Phase>map(point -> {
                    log.info(
                            "{}: goes on after row {}.",
                            about(),
                            point.position().rowOfResult());
                    return Executing.resume(flow, OpenRun.of(stored, flow.fingerprint()), stored, point);
                })
                .orElseGet(this::asked);
    }

    /** The run of an offset that somebody wrote, to be started as it is written there. */
    private Phase asked() {
        log.info("{}: is to be started, as its stored offset says.", about());
        Run run = stored.attempt().run();
        Instant start = flow.plan().agenda().startOf(run);
        return new Waiting(
                flow, stored.watermark(), stored.attempt().number(), now -> Optional.of(new DueRun(run, start)));
    }

    private String about() {
        return flow.about(stored.label());
    }

    private String key() {
        return "query." + flow.plan().query().name() + ".on.query.change";
    }
}
