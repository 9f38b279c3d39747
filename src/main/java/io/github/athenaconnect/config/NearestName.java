package io.github.athenaconnect.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/** Finds what a misspelt name was meant to be. */
public final class NearestName {
    private NearestName() {}

    /**
     * The candidate that fewest edits away; the alphabetically first of several.
     *
     * @throws java.util.NoSuchElementException if there are no candidates
     */
    public static String among(Collection<String> candidates, String name) {
        String nearest = candidates.stream().min(Comparator.naturalOrder()).orElseThrow();
        int fewest = Integer.MAX_VALUE;
        for (String candidate : candidates.stream().sorted().toList()) {
            // As many edits as one is longer than the other are needed at least.
            if (Math.abs(candidate.length() - name.length()) < fewest) {
                int edits = edits(candidate, name);
                nearest = edits < fewest ? candidate : nearest;
                fewest = Math.min(edits, fewest);
            }
        }
        return nearest;
    }

    /** Levenshtein's distance: characters to insert, remove or replace. */
    private static int edits(String from, String to) {
        int[] previous = new int[to.length() + 1];
        Arrays.setAll(previous, length -> length);
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
