package io.github.athenaconnect.type;

import io.github.athenaconnect.type.ValueType.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Which column of a result is which of those known: the one of the same name, or else the only one left whose name differs in
 * casing alone, as UNLOAD writes every name in lower case. Of columns with one name the first goes with the first.
 *
 * @param joined the pairs, in the order of the result
 * @param knownAlone indexes of known columns that the result does not have
 * @param foundAlone indexes of the result's columns that are none of the known ones
 */
record ColumnPairs(List<Pair> joined, List<Integer> knownAlone, List<Integer> foundAlone) {
    /** Indexes of one column among those known and among those found. */
    record Pair(int known, int found) {}

    static ColumnPairs of(List<Part> known, List<Part> found) {
        ColumnPairs alone = new ColumnPairs(List.of(), indexes(known), indexes(found));
        return alone.joining(known, found, UnaryOperator.identity(), false)
                .joining(known, found, name -> name.toLowerCase(Locale.ROOT), true);
    }

    private static List<Integer> indexes(List<Part> columns) {
        return IntStream.range(0, columns.size()).boxed().toList();
    }

    /** These and the pairs among the rest whose names have the same {@code form}. */
    private ColumnPairs joining(List<Part> known, List<Part> found, UnaryOperator<String> form, boolean onlyIfUnique) {
        Map<String, List<Integer>> candidates = byName(foundAlone, found, form);
        List<Pair> pairs = new ArrayList<>(joined);
        byName(knownAlone, known, form).forEach((name, places) -> {
            List<Integer> partners = candidates.getOrDefault(name, List.of());
            int count = Math.min(places.size(), partners.size());
            if (!onlyIfUnique || (places.size() == 1 && partners.size() == 1)) {
                IntStream.range(0, count).forEach(index -> pairs.add(new Pair(places.get(index), partners.get(index))));
            }
        });
        pairs.sort(Comparator.comparingInt(Pair::found));
        return new ColumnPairs(
                List.copyOf(pairs),
                without(knownAlone, pairs.stream().map(Pair::known).toList()),
                without(foundAlone, pairs.stream().map(Pair::found).toList()));
    }

    private static Map<String, List<Integer>> byName(
            List<Integer> places, List<Part> columns, UnaryOperator<String> form) {
        Map<String, List<Integer>> byName = new LinkedHashMap<>();
        places.forEach(
                place -> byName.computeIfAbsent(form.apply(columns.get(place).name()), name -> new ArrayList<>())
                        .add(place));
        return byName;
    }

    private static List<Integer> without(List<Integer> places, List<Integer> taken) {
        Set<Integer> gone = new HashSet<>(taken);
        return places.stream().filter(place -> !gone.contains(place)).toList();
    }
}
