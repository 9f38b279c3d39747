package io.github.athenaconnect.offset;

import io.github.athenaconnect.query.DataInterval;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.query.Shard;
import io.github.athenaconnect.query.Spending;
import io.github.athenaconnect.type.KnownColumns;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored of one query, under whatever numbers of shards it was read: decides where each of its present shards
 * goes on, so that all of them decide the same.
 *
 * <p>Offsets that were stored under one number begin at the same instant, {@link Sharding#since}: the latest of these
 * tells which number was the last. If it is the present one, its shards go on where they stood. If not, all shards of that
 * number must have ended the same run, and the present ones go on behind it.
 */
public final class ShardHistory {
    private final String query;
    private final int count;
    private final List<StoredShard> stored;

    private ShardHistory(String query, int count, List<StoredShard> stored) {
        this.query = query;
        this.count = count;
        this.stored = stored;
    }

    /** Where one shard goes on: with its stored offset, or as a new query if there is none. */
    public record Start(OffsetPlace place, Optional<QueryOffset> stored) {}

    /** Every partition that may hold an offset of a query. */
    public static Collection<Map<String, String>> partitions(String query) {
        return Stream.concat(
                        Stream.of(SourcePartition.of(query)),
                        Shard.allOf(Shard.MOST).stream().map(shard -> SourcePartition.of(query, shard)))
                .toList();
    }

    /**
     * Reads what is stored of a query.
     *
     * @param count by how many shards it is read now
     * @param byPartition at least what is stored of {@link #partitions}
     * @throws UnreadableOffsetException as {@link OffsetFormat#read}
     */
    public static ShardHistory of(
            String query, int count, Map<Map<String, String>, ? extends @Nullable Map<String, ?>> byPartition) {
        List<StoredShard> stored = Stream.concat(
                        Stream.of(Map.entry(0, SourcePartition.of(query))),
                        IntStream.rangeClosed(1, Shard.MOST)
                                .mapToObj(number ->
                                        Map.entry(number, SourcePartition.of(query, new Shard(number, Shard.MOST)))))
                .flatMap(place -> Optional.ofNullable(byPartition.get(place.getValue()))
                        .map(offset -> StoredShard.read(query, place.getKey(), offset))
                        .stream())
                .toList();
        return new ShardHistory(query, count, stored);
    }

    /**
     * Where a shard goes on.
     *
     * @param begin where the first interval of a query begins that has never run, in {@code interval} mode only
     * @throws UnclearShardsException if somebody has to decide
     */
    public Start start(Shard shard, Optional<Instant> begin) {
        if (stored.isEmpty()) {
            return new Start(new OffsetPlace(query, shard, first(begin)), Optional.empty());
        }
        Optional<Instant> since = latest();
        List<StoredShard> last =
                stored.stream().filter(entry -> entry.since().equals(since)).toList();
        Set<Integer> counts = last.stream().map(StoredShard::count).collect(Collectors.toCollection(TreeSet::new));
        if (counts.size() > 1) {
            throw unclear(
                    "offsets of it are stored for " + listed(counts) + " shards, and nothing says which came last",
                    last);
        }
        return counts.contains(count) ? goingOn(shard, since, begin) : handedOver(shard, last, begin);
    }

    private Optional<Instant> first(Optional<Instant> begin) {
        return begin.filter(start -> count > 1);
    }

    private Optional<Instant> latest() {
        return stored.stream().flatMap(entry -> entry.since().stream()).max(Instant::compareTo);
    }

    /** What was stored under the present number; an offset that was written by hand need not say since when. */
    private List<StoredShard> present(Optional<Instant> since) {
        return stored.stream()
                .filter(entry -> entry.count() == count
                        && (entry.since().equals(since)
                                || (count > 1 && entry.since().isEmpty())))
                .toList();
    }

    private Start goingOn(Shard shard, Optional<Instant> since, Optional<Instant> begin) {
        List<StoredShard> present = present(since);
        List<StoredShard> past =
                stored.stream().filter(entry -> !present.contains(entry)).toList();
        if (past.stream().anyMatch(entry -> since.filter(entry::endsBy).isEmpty())) {
            throw unclear("offsets under another number of shards go beyond where the present ones begin", past);
        }
        boolean intervals = present.stream().anyMatch(StoredShard::hasInterval);
        if (since.isEmpty() && present.size() < count && intervals) {
            throw unclear("only " + present.size() + " of its " + count + " shards have an offset", present);
        }
        requireOneExecution(present);
        int number = shard.isWhole() ? 0 : shard.number();
        Optional<QueryOffset> own = present.stream()
                .filter(entry -> entry.number() == number)
                .map(StoredShard::offset)
                .findFirst();
        Optional<Instant> from = intervals ? since : since.or(() -> first(begin));
        return new Start(
                new OffsetPlace(query, shard, from), own.or(() -> since.map(instant -> before(instant, present))));
    }

    /** The end of whatever came before the first interval of the present number. */
    private static QueryOffset before(Instant since, List<StoredShard> shards) {
        return ended(new Run(since, Optional.of(new DataInterval(since.minusMillis(1), since))), shards);
    }

    private static QueryOffset ended(Run run, List<StoredShard> shards) {
        return QueryOffset.ended(run, columns(shards), spending(shards));
    }

    /** The latest that one of them knows: they share their executions. */
    private static Optional<Spending> spending(List<StoredShard> shards) {
        return shards.stream()
                .flatMap(entry -> entry.offset().spending().stream())
                .max(Comparator.comparing(Spending::until));
    }

    /** Those that records have, where they are to keep them: the same for all shards. */
    private static Optional<KnownColumns> columns(List<StoredShard> shards) {
        return shards.stream()
                .flatMap(entry -> entry.offset().columns().stream())
                .findFirst();
    }

    private Start handedOver(Shard shard, List<StoredShard> last, Optional<Instant> begin) {
        int before = last.get(0).count();
        Run run = last.get(0).offset().attempt().run();
        if (last.size() < before || !last.stream().allMatch(entry -> entry.hasEnded(run))) {
            throw new UnclearShardsException("Query '" + query + "': shards is " + count + ", but "
                    + last.get(last.size() - 1).offset().attempt().run().label() + " was begun with " + before
                    + " and has not ended for all of them. Set it to " + before + " until all have ended the same run,"
                    + " or reset or alter the offsets of all shards (docs/shards.md).");
        }
        List<StoredShard> byHand = stored.stream()
                .filter(entry ->
                        entry.count() == count && count > 1 && entry.since().isEmpty())
                .toList();
        if (!byHand.isEmpty()) {
            throw unclear("offsets of " + count + " shards were written beside later ones of " + before, last);
        }
        Optional<Instant> since = run.interval().map(DataInterval::end).or(() -> first(begin));
        return new Start(new OffsetPlace(query, shard, since), Optional.of(ended(run, last)));
    }

    /** Shards that have read different executions of one run have lost rows, or doubled them, or both. */
    private void requireOneExecution(List<StoredShard> present) {
        Map<Run, List<StoredShard>> byRun = present.stream()
                .filter(entry -> entry.offset().reading().isPresent())
                .collect(Collectors.groupingBy(entry -> entry.offset().attempt().run()));
        byRun.forEach((run, shards) -> {
            Set<String> executions = shards.stream()
                    .flatMap(entry -> entry.offset().reading().stream())
                    .map(ReadPoint::executionId)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (executions.size() > 1) {
                throw new UnclearShardsException("Query '" + query + "', " + differ(run, executions));
            }
        });
    }

    /** What to tell of a run of which shards have read different executions, behind the name of the query. */
    public static String differ(Run run, Collection<String> executions) {
        return run.label() + ": its shards have delivered rows of different executions, "
                + String.join(" and ", executions) + ", whose files are cut differently, so that rows are missing or"
                + " doubled. Athena has forgotten the token of the first, or offsets were altered for some shards only."
                + " Stop the connector and alter the offsets of all shards to begin this run again with a higher attempt"
                + " (docs/offsets.md, \"Run again from\").";
    }

    private UnclearShardsException unclear(String reason, List<StoredShard> entries) {
        return new UnclearShardsException("Query '" + query + "': " + reason + ". Stop the connector, and reset by null"
                + " the offsets that are not to count, or write those of all " + count
                + " shards (docs/shards.md). These"
                + " are stored: "
                + entries.stream().map(StoredShard::partition).collect(Collectors.joining(", ")) + ".");
    }

    private static String listed(Set<Integer> counts) {
        return counts.stream().map(String::valueOf).collect(Collectors.joining(" and "));
    }
}
