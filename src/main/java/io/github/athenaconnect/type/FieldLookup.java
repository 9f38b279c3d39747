package io.github.athenaconnect.type;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Finds what {@link ColumnLookup#find} finds, for whoever looks up many: the names are gone through once. Immutable. */
final class FieldLookup {
    private static final int SEVERAL = -1;

    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, Integer> placesInAnyCase = new HashMap<>();

    FieldLookup(List<String> names) {
        int place = 0;
        for (String name : names) {
            places.putIfAbsent(name, place);
            placesInAnyCase.merge(withoutCase(name), place, (one, other) -> SEVERAL);
            place++;
        }
    }

    OptionalInt find(String name) {
        int place = places.getOrDefault(name, SEVERAL);
        int found = place == SEVERAL ? placesInAnyCase.getOrDefault(withoutCase(name), SEVERAL) : place;
        return found == SEVERAL ? OptionalInt.empty() : OptionalInt.of(found);
    }

    /** The same for two names of whole characters just if {@link String#equalsIgnoreCase} holds. */
    private static String withoutCase(String name) {
        int[] characters = name.codePoints()
                .map(character -> Character.toLowerCase(Character.toUpperCase(character)))
                .toArray();
        return new String(characters, 0, characters.length);
    }
}
