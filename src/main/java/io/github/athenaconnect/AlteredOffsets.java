package io.github.athenaconnect;

import io.github.athenaconnect.config.NearestName;
import io.github.athenaconnect.config.QuerySettings;
import io.github.athenaconnect.offset.OffsetFormat;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.offset.Sharding;
import io.github.athenaconnect.offset.SourcePartition;
import io.github.athenaconnect.offset.UnreadableOffsetException;
import io.github.athenaconnect.query.Spending;
import io.github.athenaconnect.watermark.Watermark;
import io.github.athenaconnect.watermark.WatermarkSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges offsets that somebody wrote, by the queries they are for. Those that are absent reset and need no judgement.
 *
 * <p>A run in the past or in the future is fine, done or not: it is what "run again from" and "skip to" ask for.
 */
record AlteredOffsets(List<QuerySettings> queries) {
    private static final String UNCHANGED = " No offset was changed.";

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    /**
     * Judges one of them.
     *
     * @throws UnreadableOffsetException if the task could not go on from it, in words that say what is wrong and what is
     *     right
     */
    void judge(@Nullable Map<String, ?> partition, Map<String, ?> offset) {
        String query = SourcePartition.queryOf(partition)
                .orElseThrow(() -> new UnreadableOffsetException(
                        "A source partition of this connector is {\"query\": \"<name of the query>\"}, of a sharded query"
                                + " {\"query\": \"<name of the query>\", \"shard\": \"<a number from 1, as a text>\"}, but"
                                + " found " + partition + "." + UNCHANGED));
        QuerySettings settings = settings(query);
        judgeShard(
                settings,
                SourcePartition.shardNumber(Objects.requireNonNull(partition)).orElse(0));
        unknownKey(offset).ifPresent(key -> {
            throw refused(
                    query,
                    "has a field '" + key + "', which offsets do not have; did you mean '"
                            + NearestName.among(OffsetFormat.KEYS, key) + "'?");
        });
        judgeSharding(settings, OffsetFormat.sharding(query, offset));
        judge(settings, OffsetFormat.read(query, offset));
    }

    private static void judgeShard(QuerySettings settings, int number) {
        int shards = settings.shards();
        if (shards == 1 ? number > 0 : number == 0 || number > shards) {
            throw refused(
                    settings.name(),
                    (number == 0 ? "is for the whole query" : "is for shard " + number) + ", but shards is " + shards
                            + ". "
                            + (shards == 1
                                    ? "Give one for {\"query\": \"" + settings.name()
                                            + "\"}, and null for this partition."
                                    : "Give one for each shard from 1 to " + shards
                                            + ", and null for this partition."));
        }
    }

    /** Who alters the offset of one shard should have thought of all. */
    private static void judgeSharding(QuerySettings settings, Sharding sharding) {
        if (sharding.count() != settings.shards()) {
            throw refused(
                    settings.name(),
                    "has " + sharding.count() + " as 'shards', but shards is " + settings.shards()
                            + ". Correct it; left out, it is 1.");
        }
        sharding.since().ifPresent(since -> judgeInstant(settings, since));
    }

    private QuerySettings settings(String query) {
        return queries.stream()
                .filter(settings -> settings.name().equals(query))
                .findFirst()
                .orElseThrow(() -> new UnreadableOffsetException("The configuration has no query '" + query
                        + "'; it has "
                        + queries.stream().map(QuerySettings::name).collect(Collectors.joining(", "))
                        + ". Correct the name; to forget the offset of a query that is gone, give null for it."
                        + UNCHANGED));
    }

    private static Optional<String> unknownKey(Map<String, ?> offset) {
        return offset.keySet().stream()
                .filter(key -> !OffsetFormat.KEYS.contains(key))
                .sorted()
                .findFirst();
    }

    private static void judge(QuerySettings settings, QueryOffset offset) {
        Stream.concat(
                        Stream.of(offset.attempt().run().scheduled()),
                        Stream.concat(
                                offset.interval().stream()
                                        .flatMap(interval -> Stream.of(interval.start(), interval.end())),
                                offset.spending().stream().map(Spending::until)))
                .forEach(instant -> judgeInstant(settings, instant));
        judgeInterval(settings, offset);
        Stream.of(offset.watermark(), offset.maximum())
                .flatMap(Optional::stream)
                .forEach(watermark -> judgeWatermark(settings, watermark));
    }

    /** The calendars of schedules and converters end somewhere. */
    private static void judgeInstant(QuerySettings settings, Instant instant) {
        if (instant.isBefore(EARLIEST) || !instant.isBefore(END)) {
            throw refused(
                    settings.name(),
                    "has the instant " + instant + ", but instants lie in the years 1 to 9999. Correct it.");
        }
    }

    private static void judgeInterval(QuerySettings settings, QueryOffset offset) {
        boolean expected = settings.agenda().hasIntervals();
        if (expected != offset.interval().isPresent()) {
            throw refused(
                    settings.name(),
                    expected
                            ? "has no interval, but the query is in interval mode, where each run has one. Add"
                                    + " 'interval.start' and 'interval.end'."
                            : "has an interval, but the query is not in interval mode. Leave out 'interval.start' and"
                                    + " 'interval.end', and give the run as 'scheduled'.");
        }
    }

    private static void judgeWatermark(QuerySettings settings, Watermark watermark) {
        List<String> columns =
                settings.watermark().map(WatermarkSettings::columns).orElse(List.of());
        if (columns.isEmpty()) {
            throw refused(
                    settings.name(),
                    "has the watermark " + watermark
                            + ", but the query is not in incremental mode. Leave out 'watermark' and 'maximum'.");
        }
        if (!columns.equals(watermark.columns())) {
            throw refused(
                    settings.name(),
                    "has the watermark " + watermark + ", but watermark.columns is " + String.join(", ", columns)
                            + ". Give a value for each of these columns, in this order.");
        }
    }

    private static UnreadableOffsetException refused(String query, String wrong) {
        return new UnreadableOffsetException("Query '" + query + "': the offset that was given " + wrong + UNCHANGED);
    }
}
