package io.github.athenaconnect.type;

import org.jspecify.annotations.Nullable;

/**
 * The steps of a pattern that readings of a text have reached at one place of it.
 *
 * <p>Mutable: what {@link Readings} counts with.
 */
final class Standing {
    private final @Nullable Find[] finds;
    private final int[] begins;
    private final int[] places;
    private int count;

    Standing(int steps) {
        finds = new @Nullable Find[steps];
        begins = new int[steps];
        places = new int[steps];
    }

    /** Number of steps that are reached. */
    int count() {
        return count;
    }

    /** One of these steps. */
    int place(int index) {
        return places[index];
    }

    /** What the readings that have reached a step have found; null if none has. */
    @Nullable Find find(int place) {
        return finds[place];
    }

    /** Where in the text the part begins that is read by a step that is reached. */
    int begin(int place) {
        return begins[place];
    }

    void put(int place, Find find, int begin) {
        if (finds[place] == null) {
            places[count++] = place;
        }
        finds[place] = find;
        begins[place] = begin;
    }

    void clear() {
        for (int index = 0; index < count; index++) {
            finds[places[index]] = null;
        }
        count = 0;
    }
}
