package io.github.athenaconnect.offset;

import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.DataInterval;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.query.Shard;
import io.github.athenaconnect.query.Spending;
import io.github.athenaconnect.result.ResultFingerprint;
import io.github.athenaconnect.result.ResultPosition;
import io.github.athenaconnect.watermark.Watermark;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The form in which Connect stores offsets: the only place that knows their keys, but for those of their partitions
 * ({@link SourcePartition}).
 *
 * <p>A public interface, as users read and alter offsets through the REST interface: keys are never renamed, a changed
 * meaning is a new {@code version}, and every version ever written stays readable. Values are strings, integers and
 * booleans only, because offsets pass through JSON.
 */
public final class OffsetFormat {
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
    private static final String OBJECT = "object";
    private static final String ROW = "row";
    private static final String BYTES = "bytes";
    private static final String ROWS_BEFORE = "rows.before";
    private static final String ROWS_REJECTED = "rows.rejected";
    static final String DONE = "done";
    private static final String WATERMARK = "watermark";
    static final String MAXIMUM = "maximum";
    private static final String SQL = "sql";
    private static final String SCHEMA = "schema";
    private static final String COLUMNS = "columns";
    private static final String SCANNED_BYTES = "scanned.bytes";
    private static final String SCANNED_UNTIL = "scanned.until";
    private static final String SCANNED_RUNNING = "scanned.running";
    private static final String SHARDS = "shards";
    private static final String SHARDS_SINCE = "shards.since";

    /** What an offset has that points into a result; all of it or nothing, but for the two that count rows. */
    private static final List<String> READING = List.of(
            EXECUTION,
            RESULT_LOCATION,
            RESULT_ENTITY_TAG,
            RESULT_SIZE,
            OBJECT,
            ROW,
            BYTES,
            ROWS_BEFORE,
            ROWS_REJECTED,
            SCHEMA);

    private static final List<String> INTERVAL = List.of(INTERVAL_START, INTERVAL_END);

    /** Every key that an offset of this version may have. */
    public static final List<String> KEYS = Stream.of(
                    List.of(VERSION, SCHEDULED, ATTEMPT, DONE, WATERMARK, MAXIMUM, SQL, COLUMNS, SHARDS, SHARDS_SINCE),
                    List.of(SCANNED_BYTES, SCANNED_UNTIL, SCANNED_RUNNING),
                    INTERVAL,
                    READING)
            .flatMap(List::stream)
            .toList();

    private OffsetFormat() {}

    /** Adds what tells the offsets of one number of shards from those of another: nothing, for a query never sharded. */
    static void write(Sharding sharding, Map<String, Object> fields) {
        if (sharding.count() > 1) {
            fields.put(SHARDS, (long) sharding.count());
        }
        sharding.since().ifPresent(since -> fields.put(SHARDS_SINCE, since.toString()));
    }

    /**
     * Under which number of shards an offset of {@code query} was stored.
     *
     * @throws UnreadableOffsetException as {@link #read}
     */
    public static Sharding sharding(String query, Map<String, ?> stored) {
        StoredFields fields = fields(query, stored);
        int count = fields.has(SHARDS) ? fields.smallNumber(SHARDS) : 1;
        if (count < 1 || count > Shard.MOST) {
            throw fields.unreadable("has '" + SHARDS + "' " + count + ", expected 1 to " + Shard.MOST + ". Correct it");
        }
        return new Sharding(
                count, fields.has(SHARDS_SINCE) ? Optional.of(fields.instant(SHARDS_SINCE)) : Optional.empty());
    }

    /** The stored form of an offset. */
    public static Map<String, Object> write(QueryOffset offset) {
        Map<String, Object> fields = run(offset);
        offset.reading().ifPresent(point -> write(point.position(), point.rejected(), fields::put));
        fields.put(DONE, offset.done());
        offset.maximum().ifPresent(maximum -> fields.put(MAXIMUM, maximum.toString()));
        return Map.copyOf(fields);
    }

    /** Adds the fields of a position, before which so many rows could not be records. */
    static void write(ResultPosition position, long rejected, BiConsumer<String, Object> fields) {
        fields.accept(OBJECT, (long) position.object());
        fields.accept(ROW, position.row());
        fields.accept(BYTES, position.bytes());
        if (position.rowsBefore() > 0) {
            fields.accept(ROWS_BEFORE, position.rowsBefore());
        }
        if (rejected > 0) {
            fields.accept(ROWS_REJECTED, rejected);
        }
    }

    /**
     * The stored forms of the offsets of one run that reads a result, which differ only in what a row changes: made once
     * per run, so that a row costs one small object and not a map.
     */
    public static RunOffsets writer(QueryOffset anyOfTheRun) {
        return writer(anyOfTheRun, Sharding.NEVER);
    }

    static RunOffsets writer(QueryOffset anyOfTheRun, Sharding sharding) {
        Map<String, Object> fields = run(anyOfTheRun);
        write(sharding, fields);
        PositionedOffset.OfRun run = new PositionedOffset.OfRun(Map.copyOf(fields), fields.hashCode());
        return (position, done, maximum, rejected) -> new PositionedOffset(run, position, done, maximum, rejected);
    }

    /** Writes the offsets of one run. */
    @FunctionalInterface
    public interface RunOffsets {
        /**
         * The stored form of the offset at {@code position}.
         *
         * @param done whether it follows the run's last row
         * @param maximum the highest watermark of the run's rows up to there
         * @param rejected how many rows up to there could not be records
         */
        Map<String, Object> at(ResultPosition position, boolean done, Optional<Watermark> maximum, long rejected);

        /** The same where every row up to there became a record. */
        default Map<String, Object> at(ResultPosition position, boolean done, Optional<Watermark> maximum) {
            return at(position, done, maximum, 0);
        }
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
        offset.reading().ifPresent(reading -> {
            fields.put(EXECUTION, reading.executionId());
            fields.put(RESULT_LOCATION, reading.result().location());
            fields.put(RESULT_ENTITY_TAG, reading.result().entityTag());
            fields.put(RESULT_SIZE, reading.result().size());
            fields.put(SCHEMA, reading.schemaFingerprint());
        });
        offset.watermark().ifPresent(watermark -> fields.put(WATERMARK, watermark.toString()));
        offset.sqlFingerprint().ifPresent(sql -> fields.put(SQL, sql));
        offset.columns().ifPresent(columns -> fields.put(COLUMNS, columns.toString()));
        offset.spending().ifPresent(spending -> {
            fields.put(SCANNED_BYTES, spending.bytes());
            fields.put(SCANNED_UNTIL, spending.until().toString());
            if (spending.running() > 0) {
                fields.put(SCANNED_RUNNING, spending.running());
            }
        });
        return fields;
    }

    /**
     * Reads the stored offset of {@code query} back, or one that somebody wrote by hand: that one needs no more than the
     * run and whether it is done.
     *
     * @throws UnreadableOffsetException if it is not one, or of a version that this release does not know; naming the
     *     key, what was expected and what was found
     */
    public static QueryOffset read(String query, Map<String, ?> stored) {
        StoredFields fields = fields(query, stored);
        return new QueryOffset(
                new Attempt(run(fields), fields.has(ATTEMPT) ? fields.smallNumber(ATTEMPT) : 0),
                reading(fields),
                fields.truth(DONE),
                fields.watermark(WATERMARK),
                fields.watermark(MAXIMUM),
                fields.optionalText(SQL),
                fields.columns(COLUMNS),
                spending(fields));
    }

    private static Optional<Spending> spending(StoredFields fields) {
        if (Stream.of(SCANNED_BYTES, SCANNED_UNTIL, SCANNED_RUNNING).noneMatch(fields::has)) {
            return Optional.empty();
        }
        long bytes = fields.number(SCANNED_BYTES);
        long running = fields.has(SCANNED_RUNNING) ? fields.number(SCANNED_RUNNING) : 0;
        return Optional.of(new Spending(fields.instant(SCANNED_UNTIL), bytes, Math.min(bytes, running)));
    }

    /** Judges the version before anything else: it says what the other fields mean. */
    private static StoredFields fields(String query, Map<String, ?> stored) {
        StoredFields fields = new StoredFields(query, stored);
        long version = fields.number(VERSION);
        if (version != CURRENT_VERSION) {
            throw fields.unreadable("has version " + version + ", but this release reads version " + CURRENT_VERSION
                    + " only. Install the release that wrote it");
        }
        return fields;
    }

    private static Run run(StoredFields fields) {
        Optional<DataInterval> interval = interval(fields);
        Instant scheduled =
                interval.isPresent() && !fields.has(SCHEDULED) ? interval.get().end() : fields.instant(SCHEDULED);
        return new Run(scheduled, interval);
    }

    private static Optional<ReadPoint> reading(StoredFields fields) {
        if (READING.stream().noneMatch(fields::has)) {
            return Optional.empty();
        }
        return Optional.of(new ReadPoint(
                fields.text(EXECUTION),
                new ResultFingerprint(
                        fields.text(RESULT_LOCATION), fields.text(RESULT_ENTITY_TAG), fields.number(RESULT_SIZE)),
                new ResultPosition(
                        fields.smallNumber(OBJECT),
                        fields.number(ROW),
                        fields.number(BYTES),
                        fields.has(ROWS_BEFORE) ? fields.number(ROWS_BEFORE) : 0),
                fields.text(SCHEMA),
                fields.has(ROWS_REJECTED) ? fields.number(ROWS_REJECTED) : 0));
    }

    private static Optional<DataInterval> interval(StoredFields fields) {
        if (!fields.has(INTERVAL_START) && !fields.has(INTERVAL_END)) {
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
