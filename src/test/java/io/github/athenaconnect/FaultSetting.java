package io.github.athenaconnect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a query is configured and its worker, when it meets something that goes wrong.
 *
 * @param mode absent for a query in shards, whose mode is interval
 * @param format {@code result.format}
 */
record FaultSetting(Optional<SweptMode> mode, String format, Boundary boundary) {
    private static final List<SweptMode> MODES = List.of(SweptMode.FULL, SweptMode.INCREMENTAL, SweptMode.INTERVAL);
    private static final List<String> FORMATS = List.of("csv", "unload", "api");
    private static final List<Boundary> BOUNDARIES = List.of(Boundary.AT_LEAST_ONCE, Boundary.POLL, Boundary.CONNECTOR);

    /** Every mode, reader and delivery that go together, the plainest first. */
    static List<FaultSetting> all() {
        Stream<FaultSetting> whole = MODES.stream()
                .flatMap(mode -> FORMATS.stream()
                        .flatMap(format -> BOUNDARIES.stream()
                                .map(boundary -> new FaultSetting(Optional.of(mode), format, boundary))));
        Stream<FaultSetting> shards =
                BOUNDARIES.stream().map(boundary -> new FaultSetting(Optional.empty(), "unload", boundary));
        return Stream.concat(whole, shards).toList();
    }

    /** A query that has not run yet. */
    FaultyQuery query() {
        return mode.<FaultyQuery>map(whole -> new FaultyWholeQuery(whole, this))
                .orElseGet(() -> new FaultyShards(boundary));
    }

    /** Of the places of its parts among the others, by which each pair of parts is chosen at least once. */
    int sum() {
        return mode.map(MODES::indexOf).orElse(MODES.size()) + FORMATS.indexOf(format) + BOUNDARIES.indexOf(boundary);
    }

    /** What its mode is called. */
    String modeName() {
        return mode.map(SweptMode::name).orElse("shards");
    }

    @Override
    public String toString() {
        return modeName() + ", " + format + ", " + boundary.name().toLowerCase(Locale.ROOT);
    }
}
