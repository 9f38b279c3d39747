package io.github.athenaconnect;

import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.offset.ReadPoint;
import io.github.athenaconnect.result.ResultFingerprint;
import io.github.athenaconnect.result.ResultJournal;
import io.github.athenaconnect.result.S3Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The results of one query that were opened and not yet given up for deletion, oldest first. Safe for several threads.
 *
 * <p>A stored offset tells which of them nobody will ask for again: all before the one it points into, and that one too
 * if its run is done. An offset that points into none of them says nothing.
 */
final class DeliveredResults implements ResultJournal {
    private static final Pattern ATHENAS_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final List<Opened> results = new ArrayList<>();

    private record Opened(String executionId, Optional<String> location, boolean delivered) {}

    /**
     * The results of a query that goes on from a stored offset.
     *
     * @param output where results of this connector are, if its configuration says so
     */
    static DeliveredResults after(Optional<QueryOffset> stored, Optional<String> output) {
        DeliveredResults results = new DeliveredResults();
        stored.filter(QueryOffset::done).flatMap(QueryOffset::reading).ifPresent(point -> {
            results.opened(point.executionId(), ownObject(point, output));
            results.delivered(point.executionId());
        });
        return results;
    }

    /**
     * Of a result that was read in pages the offset does not say where its object is. Athena names an object after its
     * execution: one of another name was reused, and is not this query's to delete. As offsets can be written by others, it must
     * also lie where this connector's results do, or have a name that only Athena gives.
     */
    private static Optional<String> ownObject(ReadPoint point, Optional<String> output) {
        return Optional.of(point.result())
                .filter(result -> !result.isOfPages())
                .map(ResultFingerprint::location)
                .filter(location -> S3Location.parse(location).isNamedAfter(point.executionId()))
                .filter(location -> ATHENAS_ID.matcher(point.executionId()).matches()
                        || output.filter(below -> location.startsWith(below.endsWith("/") ? below : below + "/"))
                                .isPresent());
    }

    @Override
    public synchronized void opened(String executionId, Optional<String> location) {
        if (indexOf(executionId).isEmpty()) {
            results.add(new Opened(executionId, location, false));
        }
    }

    @Override
    public synchronized void delivered(String executionId) {
        indexOf(executionId)
                .ifPresent(index -> results.set(
                        index, new Opened(executionId, results.get(index).location(), true)));
    }

    /** Whether a result waits for its run to be stored as done. */
    synchronized boolean waiting() {
        return results.stream().anyMatch(Opened::delivered);
    }

    /** The locations of the delivered results that {@code stored} makes dispensable; forgotten with this answer. */
    synchronized List<String> dispensable(QueryOffset stored) {
        Optional<Integer> present = stored.reading().map(ReadPoint::executionId).flatMap(this::indexOf);
        if (present.isEmpty()) {
            return List.of();
        }
        boolean ended = stored.done() && results.get(present.get()).delivered();
        List<Opened> past = results.subList(0, present.get() + (ended ? 1 : 0));
        List<String> locations = past.stream()
                .filter(Opened::delivered)
                .map(Opened::location)
                .flatMap(Optional::stream)
                .toList();
        past.clear();
        return locations;
    }

    private Optional<Integer> indexOf(String executionId) {
        return IntStream.range(0, results.size())
                .filter(index -> results.get(index).executionId().equals(executionId))
                .boxed()
                .findFirst();
    }
}
