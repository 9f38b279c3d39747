package io.github.athenaconnect.watermark;

import io.github.athenaconnect.type.RowType;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The watermark of a query.
 *
 * @param columns at least one, compared as a tuple
 * @param initial where the first run begins
 * @param lookback what is read again below the watermark of completed runs
 */
public record WatermarkSettings(List<String> columns, Watermark initial, Optional<Lookback> lookback) {
    public WatermarkSettings {
        columns = List.copyOf(columns);
    }

    /**
     * Where a run begins, after completed runs that came to {@code committed}, if there were any.
     *
     * @throws UnusableWatermarkException if the committed watermark is of a type that has no such lookback
     */
    public Watermark lowerBound(Optional<Watermark> committed) {
        return committed
                .map(watermark -> lookback.map(watermark::minus).orElse(watermark))
                .orElse(initial);
    }

    /**
     * Why the initial watermark cannot be compared with a result's columns, and what to write instead, in words that go
     * on after the key's name; empty if it can.
     *
     * @throws UnusableWatermarkException if a column is missing or of a type without an order
     */
    public Optional<String> problemWithInitial(RowType rowType) {
        List<WatermarkColumn> found = WatermarkColumn.find(columns, rowType);
        return IntStream.range(0, found.size())
                .mapToObj(index -> found.get(index).problemWith(initial.values().get(index)))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
