package io.github.athenaconnect.offset;

import io.github.athenaconnect.query.Shard;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The form of the partitions under which Connect keeps offsets: one of a query, or of a shard of it. A public interface. */
public final class SourcePartition {
    private static final String QUERY = "query";
    private static final String SHARD = "shard";

    /** As {@link #of(String, Shard)} writes it, as any other text would be another partition. */
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d?");

    private SourcePartition() {}

    /** The source partition of a query: stable for as long as the query keeps its name. */
    public static Map<String, String> of(String query) {
        return Map.of(QUERY, query);
    }

    /**
     * The source partition of one shard of a query, whatever the number of its shards; of the whole if that is one.
     *
     * <p>Connect finds an offset by the bytes of its partition's JSON, in which the order counts. This is the order in which
     * it writes a partition back that it has read; that of {@link Map#of} is another in every JVM.
     */
    public static Map<String, String> of(String query, Shard shard) {
        if (shard.isWhole()) {
            return of(query);
        }
        Map<String, String> partition = new LinkedHashMap<>();
        partition.put(QUERY, query);
        partition.put(SHARD, Integer.toString(shard.number()));
        return Collections.unmodifiableMap(partition);
    }

    /** The query of a source partition; empty if the partition is none of this connector's. */
    public static Optional<String> queryOf(@Nullable Map<String, ?> partition) {
        return partition != null
                        && (partition.keySet().equals(Set.of(QUERY))
                                || shardNumber(partition).isPresent())
                        && partition.get(QUERY) instanceof String query
                ? Optional.of(query)
                : Optional.empty();
    }

    /** The number, from 1, of the shard a source partition is of; empty if it is of a whole query, or of nothing. */
    public static Optional<Integer> shardNumber(Map<String, ?> partition) {
        return partition.keySet().equals(Set.of(QUERY, SHARD))
                        && partition.get(SHARD) instanceof String number
                        && NUMBER.matcher(number).matches()
                        && Integer.parseInt(number) <= Shard.MOST
                ? Optional.of(Integer.parseInt(number))
                : Optional.empty();
    }
}
