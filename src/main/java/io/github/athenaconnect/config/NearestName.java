package io.github.athenaconnect.config;

import java.util.Arrays;
import java.util.Collection;

/** Finds what a misspelt name was meant to be. */
public final class NearestName {
    private NearestName() {}

    /**
     * The candidate that fewest edits away; the alphabetically first of several.
     *
     * @throws java.util.NoSuchElementException if there are no candidates
     */
    public static String among(Collection<String> candidates, String name) {
        // One of them is nearer than this, so that most others need no table.
        int fewest = 1
                + candidates.stream()
                        .mapToInt(candidate -> atMost(candidate, name))
                        .min()
                        .orElseThrow();
        String nearest = name;
        for (String candidate : candidates.stream().sorted().toList()) {
            int edits = edits(candidate, name, fewest);
            nearest = edits < fewest ? candidate : nearest;
            fewest = Math.min(edits, fewest);
        }
        return nearest;
    }

    /** As many edits as replace all between what both begin and end with. */
    private static int atMost(String one, String other) {
        int start = commonStart(one, other);
        return Math.max(one.length(), other.length()) - start - commonEnd(one, other, start);
    }

    /**
     * Levenshtein's distance: characters to insert, remove or replace. Whether it is {@code enough} or more is all that is
     * known then: what both begin and end with takes no edit, and no row has fewer than those above.
     */
    private static int edits(String from, String to, int enough) {
        if (Math.abs(from.length() - to.length()) >= enough) {
            return enough;
        }
        int start = commonStart(from, to);
        int end = commonEnd(from, to, start);
        int[] row = new int[to.length() - end - start + 1];
        Arrays.setAll(row, length -> length);
        int fewest = 0;
        for (int index = start; index < from.length() - end && fewest < enough; index++) {
            fewest = advance(row, from.charAt(index), to, start);
        }
        return fewest < enough ? row[row.length - 1] : enough;
    }

    /** Makes of the distances to each beginning of {@code to} those of one character more; the least of them. */
    private static int advance(int[] row, char next, String to, int start) {
        int diagonal = row[0];
        row[0]++;
        int fewest = row[0];
        for (int column = 1; column < row.length; column++) {
            int replaced = diagonal + (next == to.charAt(start + column - 1) ? 0 : 1);
            diagonal = row[column];
            row[column] = Math.min(replaced, 1 + Math.min(diagonal, row[column - 1]));
            fewest = Math.min(fewest, row[column]);
        }
        return fewest;
    }

    private static int commonStart(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int length = 0;
        while (length < most && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }

    private static int commonEnd(String one, String other, int start) {
        int most = Math.min(one.length(), other.length()) - start;
        int length = 0;
        while (length < most && one.charAt(one.length() - 1 - length) == other.charAt(other.length() - 1 - length)) {
            length++;
        }
        return length;
    }
}
