package io.github.athenaconnect.offset;

import io.github.athenaconnect.result.ResultPosition;
import io.github.athenaconnect.watermark.Watermark;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A stored offset as a view: what all rows of a run share, and one row's place.
 *
 * <p>Connect is given one offset per record and stores few of them, so the map is spelled out only when somebody looks.
 * Immutable.
 */
final class PositionedOffset extends AbstractMap<String, Object> {
    private final Map<String, Object> run;
    private final ResultPosition position;
    private final boolean done;
    private final Optional<Watermark> maximum;
    private final long rejected;

    PositionedOffset(
            Map<String, Object> run,
            ResultPosition position,
            boolean done,
            Optional<Watermark> maximum,
            long rejected) {
        this.run = run;
        this.rejected = rejected;
        this.position = position;
        this.done = done;
        this.maximum = maximum;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Map<String, Object> fields = new HashMap<>(run);
        OffsetFormat.write(position, rejected, fields);
        fields.put(OffsetFormat.DONE, done);
        maximum.ifPresent(highest -> fields.put(OffsetFormat.MAXIMUM, highest.toString()));
        return Map.copyOf(fields).entrySet();
    }
}
