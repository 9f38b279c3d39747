package io.github.athenaconnect.watermark;

import java.util.List;
import java.util.Optional;

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

    /** Where a run begins, after completed runs that came to {@code committed}, if there were any. */
    public Watermark lowerBound(Optional<Watermark> committed) {
        return committed
                .map(watermark -> lookback.map(watermark::minus).orElse(watermark))
                .orElse(initial);
    }
}
