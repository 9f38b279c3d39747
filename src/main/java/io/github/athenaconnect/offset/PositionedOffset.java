package io.github.athenaconnect.offset;

import io.github.athenaconnect.result.ResultPosition;
import io.github.athenaconnect.watermark.Watermark;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A stored offset as a view: what all rows of a run share, and one row's place.
 *
 * <p>Connect is given one offset per record and stores few of them, so the map is spelled out only when somebody looks.
 * Immutable.
 */
final class PositionedOffset extends AbstractMap<String, Object> {
    private final OfRun run;
    private final ResultPosition position;
    private final boolean done;
    private final Optional<Watermark> maximum;
    private final long rejected;

    /** 0 until it is asked for, as of a string. */
    private int hash;

    PositionedOffset(OfRun run, ResultPosition position, boolean done, Optional<Watermark> maximum, long rejected) {
        this.run = run;
        this.rejected = rejected;
        this.position = position;
        this.done = done;
        this.maximum = maximum;
    }

    /**
     * What all rows of a run share.
     *
     * @param hash of the fields
     */
    record OfRun(Map<String, Object> fields, int hash) {}

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Map<String, Object> fields = new HashMap<>(run.fields());
        writePlace(fields::put);
        return Map.copyOf(fields).entrySet();
    }

    private void writePlace(BiConsumer<String, Object> fields) {
        OffsetFormat.write(position, rejected, fields);
        fields.accept(OffsetFormat.DONE, done);
        maximum.ifPresent(highest -> fields.accept(OffsetFormat.MAXIMUM, highest.toString()));
    }

    /**
     * That of the map spelled out, without spelling it out: a worker with exactly-once support asks three times for the hash
     * of every record.
     */
    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            EntryHashes place = new EntryHashes();
            writePlace(place);
            known = run.hash() + place.sum;
            hash = known;
        }
        return known;
    }

    /** A map's hash is the sum of those of its entries. Holds the sum so far. */
    private static final class EntryHashes implements BiConsumer<String, Object> {
        private int sum;

        @Override
        public void accept(String key, Object value) {
            sum += Map.entry(key, value).hashCode();
        }
    }
}
