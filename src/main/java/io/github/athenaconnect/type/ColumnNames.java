package io.github.athenaconnect.type;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the labels of a result's columns can be the names of a record's fields: there, and each used once.
 *
 * <p>Names that differ in case only are different names, to Athena's labels as to Connect.
 */
final class ColumnNames {
    private ColumnNames() {}

    /** A result without columns is none of a SELECT; one of more than there may be would take the worker's memory. */
    static void requireUsualNumber(List<String> labels) {
        if (labels.size() > RowTypes.MOST_COLUMNS) {
            throw new UnusableColumnsException("The result has " + labels.size() + " columns; expected at most "
                    + RowTypes.MOST_COLUMNS + ": select fewer, or several of them as one array, map or row");
        }
        if (labels.isEmpty()) {
            throw new UnusableColumnsException(
                    "The result has no columns; expected at least one, as every SELECT has: is the SQL a SELECT?");
        }
    }

    static void requireUsable(List<String> labels) {
        requireUsualNumber(labels);
        List<String> problems = new ArrayList<>();
        placesByName(labels).forEach((name, places) -> {
            if (name.isEmpty()) {
                problems.add(list(places) + " of the result must have a name: add AS and a name in the SQL");
            } else if (places.size() > 1) {
                problems.add(list(places) + " of the result are all named " + Excerpt.of(name)
                        + ", and a record cannot have a field twice: rename all but one in the SQL, such as AS "
                        + TypeText.name(name + "_" + places.get(1)));
            }
        });
        if (!problems.isEmpty()) {
            throw new UnusableColumnsException(String.join("; ", problems));
        }
    }

    /** The same of the fields of a row that is a value. */
    static void requireDistinctParts(String path, List<String> names) {
        Set<String> seen = new HashSet<>();
        names.stream().filter(name -> !seen.add(name)).findFirst().ifPresent(twice -> {
            throw new UnusableColumnsException("Column \"" + path + "\" is a row with two fields named \"" + twice
                    + "\", and a record cannot have a field twice: CAST it to a row of other names in the SQL");
        });
    }

    private static Map<String, List<Integer>> placesByName(List<String> labels) {
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int index = 0; index < labels.size(); index++) {
            places.computeIfAbsent(labels.get(index), name -> new ArrayList<>()).add(index + 1);
        }
        return places;
    }

    private static String list(List<Integer> places) {
        String numbers = places.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return (places.size() == 1 ? "Column " : "Columns ") + numbers;
    }
}
