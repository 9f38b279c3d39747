package io.github.athenaconnect.watermark;

import io.github.athenaconnect.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Finds the maximum over the rows of one result, in whatever order they come. For one thread. */
public final class WatermarkTracker {
    private final List<String> names;
    private final List<WatermarkColumn> columns;
    private Optional<Watermark> maximum;

    /** The texts of the maximum, since rows often have the same values as the one before. */
    private List<String> highest = List.of();

    private WatermarkTracker(List<String> names, List<WatermarkColumn> columns, Optional<Watermark> soFar) {
        this.names = List.copyOf(names);
        this.columns = columns;
        this.maximum = soFar;
    }

    /**
     * A tracker for results of this type.
     *
     * @param soFar the maximum of the rows that were read before
     * @throws UnusableWatermarkException if a column is missing or of a type without an order
     */
    public static WatermarkTracker of(List<String> columns, RowType rowType, Optional<Watermark> soFar) {
        return new WatermarkTracker(columns, WatermarkColumn.find(columns, rowType), soFar);
    }

    /**
     * Takes a row into account, unless one of its watermark columns is NULL or NaN.
     *
     * @param textOfColumn Athena's text of the value of the row's column with this index; null for NULL
     * @throws UnusableWatermarkException if a text is none of its column's type
     */
    public void see(IntFunction<@Nullable String> textOfColumn) {
        List<String> texts = new ArrayList<>(columns.size());
        for (WatermarkColumn column : columns) {
            String text = textOfColumn.apply(column.index());
            if (text == null) {
                return;
            }
            texts.add(text);
        }
        if (!texts.equals(highest)) {
            see(texts);
        }
    }

    private void see(List<String> texts) {
        List<WatermarkValue> values = new ArrayList<>(columns.size());
        for (int index = 0; index < columns.size(); index++) {
            columns.get(index).read(texts.get(index)).ifPresent(values::add);
        }
        if (values.size() == columns.size() && isHighest(values)) {
            maximum = Optional.of(new Watermark(names, values));
            highest = texts;
        }
    }

    /** What cannot be compared with a maximum that somebody wrote by hand takes its place. */
    private boolean isHighest(List<WatermarkValue> values) {
        OptionalInt order = maximum.map(Watermark::values)
                .filter(present -> present.size() == values.size())
                .map(present -> Watermark.compare(values, present))
                .orElse(OptionalInt.empty());
        return order.isEmpty() || order.getAsInt() > 0;
    }

    /** The maximum so far; the same object for as long as it has not changed. */
    public Optional<Watermark> maximum() {
        return maximum;
    }
}
