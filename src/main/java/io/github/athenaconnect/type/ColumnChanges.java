package io.github.athenaconnect.type;

import io.github.athenaconnect.type.ColumnPairs.Pair;
import io.github.athenaconnect.type.ValueType.Part;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the columns of a result differ from those known. Neither their order nor the casing of their names counts.
 *
 * @param differences one for each column, in words
 */
public record ColumnChanges(List<String> differences) {
    public static final ColumnChanges NONE = new ColumnChanges(List.of());

    /** More would hide in a message what there is to do. */
    private static final int TOLD = 20;

    public ColumnChanges {
        differences = List.copyOf(differences);
    }

    static ColumnChanges between(List<Part> known, List<Part> found) {
        ColumnPairs pairs = ColumnPairs.of(known, found);
        Stream<String> added =
                pairs.foundAlone().stream().map(index -> "column " + text(found.get(index)) + " was added");
        Stream<String> removed =
                pairs.knownAlone().stream().map(index -> "column " + text(known.get(index)) + " was removed");
        Stream<String> retyped =
                pairs.joined().stream().map(pair -> retyped(known, found, pair)).flatMap(Optional::stream);
        return new ColumnChanges(
                Stream.of(added, removed, retyped).flatMap(each -> each).toList());
    }

    private static Optional<String> retyped(List<Part> known, List<Part> found, Pair pair) {
        Part before = known.get(pair.known());
        ValueType now = found.get(pair.found()).type();
        return TypeComparison.isSame(before.type(), now)
                ? Optional.empty()
                : Optional.of("column " + text(before) + " became " + TypeText.of(now));
    }

    /** A name may be anything, and a message is one line. */
    private static String text(Part column) {
        return Excerpt.of(column.name()) + " " + TypeText.of(column.type());
    }

    /** Whether there are none. */
    public boolean isNone() {
        return differences.isEmpty();
    }

    /** All in one sentence's part. */
    @Override
    public String toString() {
        String told = differences.stream().limit(TOLD).collect(Collectors.joining(", "));
        return differences.size() <= TOLD ? told : told + " and " + (differences.size() - TOLD) + " more";
    }
}
