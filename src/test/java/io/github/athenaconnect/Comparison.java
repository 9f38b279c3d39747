package io.github.athenaconnect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a topic, row for row beside the results they come from.
 *
 * @param faults what is wrong, in words; empty if each row came at most once, each partition has the order of the results,
 *     and no row is missing of a result of which one has come, except behind the last row that has come of the last result
 * @param leftBehind results of which no row has come though rows of a later one have, in order
 * @param last index of the last result of which a row has come; -1 for none
 * @param lastIsWhole whether all rows of that one have come
 */
record Comparison(List<String> faults, List<RunResult> leftBehind, int last, boolean lastIsWhole) {
    private record Place(int result, int row) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return result == other.result ? Integer.compare(row, other.row) : Integer.compare(result, other.result);
        }
    }

    /**
     * Compares.
     *
     * @param results in the order of their runs
     * @param topic rows by partition
     */
    static Comparison of(List<RunResult> results, Map<Integer, List<String>> topic) {
        List<String> faults = new ArrayList<>();
        Map<String, Place> unseen = places(results);
        int[] seen = new int[results.size()];
        int[] end = new int[results.size()];
        Map<String, Integer> where = new HashMap<>();
        topic.forEach((partition, rows) -> {
            Place before = new Place(-1, -1);
            for (int index = 0; index < rows.size(); index++) {
                String row = rows.get(index);
                String here = "partition " + partition + ", row " + index + " (" + row + "): ";
                Place place = unseen.remove(row);
                if (place == null) {
                    faults.add(here + (where.containsKey(row) ? "was there already" : "is of no result"));
                    continue;
                }
                where.put(row, index);
                seen[place.result()]++;
                end[place.result()] = Math.max(end[place.result()], place.row() + 1);
                if (place.compareTo(before) < 0) {
                    faults.add(here + "is row " + place.row() + " of " + results.get(place.result())
                            + ", but came after row " + before.row() + " of " + results.get(before.result()));
                }
                before = place;
            }
        });
        return judge(results, seen, end, faults);
    }

    /** Of these results, which are those that were compared: the ones that had rows, of which all have come. */
    List<RunResult> whole(List<RunResult> results) {
        return results.subList(0, lastIsWhole ? last + 1 : Math.max(last, 0)).stream()
                .filter(result -> !result.rows().isEmpty() && !leftBehind.contains(result))
                .toList();
    }

    private static Map<String, Place> places(List<RunResult> results) {
        Map<String, Place> places = new HashMap<>();
        for (int result = 0; result < results.size(); result++) {
            List<String> rows = results.get(result).rows();
            for (int row = 0; row < rows.size(); row++) {
                places.put(rows.get(row), new Place(result, row));
            }
        }
        return places;
    }

    private static Comparison judge(List<RunResult> results, int[] seen, int[] end, List<String> faults) {
        int last = results.size() - 1;
        while (last >= 0 && seen[last] == 0) {
            last--;
        }
        List<RunResult> leftBehind = new ArrayList<>();
        for (int result = 0; result <= last; result++) {
            int whole =
                    result == last ? end[result] : results.get(result).rows().size();
            if (seen[result] == 0 && whole > 0) {
                leftBehind.add(results.get(result));
            } else if (seen[result] < whole) {
                faults.add(results.get(result) + ": " + seen[result] + " of " + whole + " rows came");
            }
        }
        boolean lastIsWhole =
                last >= 0 && seen[last] == results.get(last).rows().size();
        return new Comparison(List.copyOf(faults), List.copyOf(leftBehind), last, lastIsWhole);
    }
}
