package io.github.athenaconnect.offset;

import io.github.athenaconnect.result.ResultPosition;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A stored offset as a view: what all rows of a run share, and one row's position.
 *
 * <p>Connect is given one offset per record and stores few of them, so the map is spelled out only when somebody looks.
 * Immutable.
 */
final class PositionedOffset extends AbstractMap<String, Object> {
    private final Map<String, Object> run;
    private final ResultPosition position;
    private final boolean done;

    PositionedOffset(Map<String, Object> run, ResultPosition position, boolean done) {
        this.run = run;
        this.position = position;
        this.done = done;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Map<String, Object> fields = new HashMap<>(run);
        fields.put(OffsetFormat.OBJECT, (long) position.object());
        fields.put(OffsetFormat.ROW, position.row());
        fields.put(OffsetFormat.BYTES, position.bytes());
        fields.put(OffsetFormat.DONE, done);
        return Map.copyOf(fields).entrySet();
    }
}
