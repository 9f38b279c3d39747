package io.github.athenaconnect.type;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether the labels of a result's columns can be the names of a record's fields: there, and each used once.
 *
 * <p>Names that differ in case only are different names, to Athena's labels as to Connect.
 */
final class ColumnNames {
    private ColumnNames() {}

    static void requireUsable(List<AthenaColumn> columns) {
        if (columns.isEmpty()) {
            throw new UnusableColumnsException(
                    "The result has no columns; expected at least one, as every SELECT has: is the SQL a SELECT?");
        }
        List<String> problems = new ArrayList<>();
        placesByName(columns).forEach((name, places) -> {
            if (name.isEmpty()) {
                problems.add(list(places) + " of the result must have a name: add AS and a name in the SQL");
            } else if (places.size() > 1) {
                problems.add(list(places) + " of the result are all named \"" + name
                        + "\", and a record cannot have a field twice: rename all but one in the SQL, such as AS "
                        + name
                        + "_" + places.get(1));
            }
        });
        if (!problems.isEmpty()) {
            throw new UnusableColumnsException(String.join("; ", problems));
        }
    }

    private static Map<String, List<Integer>> placesByName(List<AthenaColumn> columns) {
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int index = 0; index < columns.size(); index++) {
            places.computeIfAbsent(columns.get(index).name(), name -> new ArrayList<>())
                    .add(index + 1);
        }
        return places;
    }

    private static String list(List<Integer> places) {
        String numbers = places.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return (places.size() == 1 ? "Column " : "Columns ") + numbers;
    }
}
