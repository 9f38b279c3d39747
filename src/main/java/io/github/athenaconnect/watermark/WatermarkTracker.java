package io.github.athenaconnect.watermark;

import io.github.athenaconnect.type.RowType;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Finds the maximum over the rows of one result, in whatever order they come. For one thread. */
public final class WatermarkTracker {
    private final Optional<Watermark> soFar;

    private WatermarkTracker(Optional<Watermark> soFar) {
        this.soFar = soFar;
    }

    /**
     * A tracker for results of this type.
     *
     * @param soFar the maximum of the rows that were read before
     * @throws UnusableWatermarkException if a column is missing or of a type without an order
     */
    public static WatermarkTracker of(List<String> columns, RowType rowType, Optional<Watermark> soFar) {
        return new WatermarkTracker(soFar);
    }

    /**
     * Takes a row into account, unless one of its watermark columns is NULL.
     *
     * @param textOfColumn Athena's text of the value of the row's column with this index; null for NULL
     * @throws UnusableWatermarkException if a text is none of its column's type
     */
    public void see(IntFunction<@Nullable String> textOfColumn) {
        if (textOfColumn.apply(0) == null) {
            return;
        }
    }

    /** The maximum so far; the same object for as long as it has not changed. */
    public Optional<Watermark> maximum() {
        return soFar;
    }
}
