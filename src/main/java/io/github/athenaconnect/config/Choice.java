package io.github.athenaconnect.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Forms of keys that take one word of a closed set. */
final class Choice {
    private Choice() {}

    /**
     * The constants of an enum, written in lower case.
     *
     * @param planned words the documentation of later versions knows, refused as such
     */
    static <E extends Enum<E>> Form<E> among(Class<E> constants, String... planned) {
        return of(
                Arrays.stream(constants.getEnumConstants())
                        .collect(Collectors.toMap(
                                constant -> constant.name().toLowerCase(Locale.ROOT), Function.identity())),
                planned);
    }

    /**
     * Words and their meanings.
     *
     * @param planned words the documentation of later versions knows, refused as such
     */
    static <T> Form<T> of(Map<String, T> meanings, String... planned) {
        Map<String, T> words = new TreeMap<>(meanings);
        Set<String> later = new TreeSet<>(List.of(planned));
        String accepts = String.join(", ", words.keySet());
        return Form.text(accepts, List.copyOf(words.keySet()), word -> {
            T meaning = words.get(word);
            if (meaning == null) {
                String found = later.contains(word) ? ", which is not available in this version" : "";
                throw new IllegalArgumentException("must be one of " + accepts + "; found \"" + word + "\"" + found);
            }
            return meaning;
        });
    }
}
