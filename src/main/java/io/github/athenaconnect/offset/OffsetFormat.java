package io.github.athenaconnect.offset;

import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.DataInterval;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.result.ResultFingerprint;
import io.github.athenaconnect.result.ResultPosition;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The form in which Connect stores offsets: the only place that knows their keys.
 *
 * <p>A public interface, as users read and alter offsets through the REST interface: keys are never renamed, a changed
 * meaning is a new {@code version}, and every version ever written stays readable. Values are strings, integers and
 * booleans only, because offsets pass through JSON.
 */
public final class OffsetFormat {
    private static final String QUERY = "query";

    private static final long CURRENT_VERSION = 1;
    private static final String VERSION = "version";
    private static final String SCHEDULED = "scheduled";
    private static final String INTERVAL_START = "interval.start";
    private static final String INTERVAL_END = "interval.end";
    private static final String ATTEMPT = "attempt";
    private static final String EXECUTION = "execution";
    private static final String RESULT_LOCATION = "result.location";
    private static final String RESULT_ENTITY_TAG = "result.etag";
    private static final String RESULT_SIZE = "result.size";
    static final String OBJECT = "object";
    static final String ROW = "row";
    static final String BYTES = "bytes";
    static final String DONE = "done";
    private static final String WATERMARK = "watermark";
    private static final String MAXIMUM = "maximum";
    private static final String SQL = "sql";
    private static final String SCHEMA = "schema";

    private OffsetFormat() {}

    /** The source partition of a query: stable for as long as the query keeps its name. */
    public static Map<String, String> partition(String query) {
        return Map.of(QUERY, query);
    }

    /**
     * The stored forms of the offsets of one run, which differ only in the position: made once per run, so that a row
     * costs one small object and not a map.
     */
    public static RunOffsets writer(QueryOffset anyOfTheRun) {
        Map<String, Object> run = run(anyOfTheRun);
        return (position, done) -> new PositionedOffset(run, position, done);
    }

    /** Writes the offsets of one run. */
    @FunctionalInterface
    public interface RunOffsets {
        /** The stored form of the offset at {@code position}; {@code done} when it follows the run's last row. */
        Map<String, Object> at(ResultPosition position, boolean done);
    }

    private static Map<String, Object> run(QueryOffset offset) {
        Run run = offset.attempt().run();
        Map<String, Object> fields = new HashMap<>();
        fields.put(VERSION, CURRENT_VERSION);
        fields.put(SCHEDULED, run.scheduled().toString());
        run.interval().ifPresent(interval -> {
            fields.put(INTERVAL_START, interval.start().toString());
            fields.put(INTERVAL_END, interval.end().toString());
        });
        fields.put(ATTEMPT, (long) offset.attempt().number());
        fields.put(EXECUTION, offset.executionId());
        fields.put(RESULT_LOCATION, offset.result().location());
        fields.put(RESULT_ENTITY_TAG, offset.result().entityTag());
        fields.put(RESULT_SIZE, offset.result().size());
        offset.watermark().ifPresent(watermark -> fields.put(WATERMARK, watermark));
        offset.maximum().ifPresent(maximum -> fields.put(MAXIMUM, maximum));
        fields.put(SQL, offset.sqlFingerprint());
        fields.put(SCHEMA, offset.schemaFingerprint());
        return Map.copyOf(fields);
    }

    /**
     * Reads the stored offset of {@code query} back.
     *
     * @throws UnreadableOffsetException if it is not one, or of a version that this release does not know; naming the
     *     key, what was expected and what was found
     */
    public static QueryOffset read(String query, Map<String, ?> stored) {
        StoredFields fields = new StoredFields(query, stored);
        long version = fields.number(VERSION);
        if (version != CURRENT_VERSION) {
            throw fields.unreadable("has version " + version + ", but this release reads version " + CURRENT_VERSION
                    + " only. Install the release that wrote it");
        }
        return new QueryOffset(
                new Attempt(new Run(fields.instant(SCHEDULED), interval(fields)), fields.smallNumber(ATTEMPT)),
                fields.text(EXECUTION),
                new ResultFingerprint(
                        fields.text(RESULT_LOCATION), fields.text(RESULT_ENTITY_TAG), fields.number(RESULT_SIZE)),
                new ResultPosition(fields.smallNumber(OBJECT), fields.number(ROW), fields.number(BYTES)),
                fields.truth(DONE),
                fields.optionalText(WATERMARK),
                fields.optionalText(MAXIMUM),
                fields.text(SQL),
                fields.text(SCHEMA));
    }

    /**
     * Judges an offset that did not come from this connector.
     *
     * @param offset null, which resets the partition, is fine for any
     * @throws UnreadableOffsetException if the partition is not a query's, or the offset none that {@link #read} takes
     */
    public static void check(Map<String, ?> partition, @Nullable Map<String, ?> offset) {
        if (offset == null) {
            return;
        }
        if (!partition.keySet().equals(Set.of(QUERY)) || !(partition.get(QUERY) instanceof String query)) {
            throw new UnreadableOffsetException("A source partition of this connector is {\"" + QUERY
                    + "\": \"<name of the query>\"}, but one that was given is " + partition + ".");
        }
        read(query, offset);
    }

    private static Optional<DataInterval> interval(StoredFields fields) {
        if (fields.optionalText(INTERVAL_START).isEmpty()) {
            return Optional.empty();
        }
        Instant start = fields.instant(INTERVAL_START);
        Instant end = fields.instant(INTERVAL_END);
        if (!start.isBefore(end)) {
            throw fields.unreadable("has the interval from " + start + " to " + end
                    + ", but an interval ends after it starts. Correct it");
        }
        return Optional.of(new DataInterval(start, end));
    }
}
