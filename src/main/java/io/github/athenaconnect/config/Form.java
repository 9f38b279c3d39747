package io.github.athenaconnect.config;

import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;

/**
 * What the values of a key look like and what they mean.
 *
 * @param type what the worker's reader turns the string into before {@code parse} sees it
 * @param accepts the values in words, for the reference page
 * @param choices the values themselves where they are few, otherwise empty
 * @param parse gives the meaning, or throws {@link IllegalArgumentException} with a message that goes on after the
 *     key's name: "must be ..., found ..."
 */
record Form<T>(ConfigDef.Type type, String accepts, List<Object> choices, Function<Object, T> parse) {
    Form {
        choices = List.copyOf(choices);
    }

    static <T> Form<T> text(String accepts, Function<String, T> parse) {
        return text(accepts, List.of(), parse);
    }

    static <T> Form<T> text(String accepts, List<Object> choices, Function<String, T> parse) {
        return new Form<>(
                ConfigDef.Type.STRING, accepts, choices, value -> parse.apply(shortText(notBlank((String) value))));
    }

    /** A text that may be as long as {@link ValueLength} lets it be. */
    static <T> Form<T> longText(String accepts, Function<String, T> parse) {
        return new Form<>(ConfigDef.Type.STRING, accepts, List.of(), value -> parse.apply(notBlank((String) value)));
    }

    private static String shortText(String text) {
        if (text.length() > ValueLength.SHORT_TEXT) {
            throw new IllegalArgumentException(ValueLength.problem(ValueLength.SHORT_TEXT, text.length()));
        }
        return text;
    }

    static <T> Form<T> list(String accepts, Function<List<String>, T> parse) {
        return new Form<>(ConfigDef.Type.LIST, accepts, List.of(), value -> parse.apply(strings((List<?>) value)));
    }

    /** Without white space around it: secrets often come from files that end with a line break. */
    static Form<Password> secret() {
        return new Form<>(
                ConfigDef.Type.PASSWORD,
                "a secret",
                List.of(),
                value -> new Password(notBlank(((Password) value).value())));
    }

    static Form<Boolean> flag() {
        return new Form<>(ConfigDef.Type.BOOLEAN, "true, false", List.of(true, false), Boolean.class::cast);
    }

    static Form<Integer> integer(int from, int to) {
        Form<Long> range = number(from, to);
        return new Form<>(
                ConfigDef.Type.INT,
                range.accepts,
                List.of(),
                value -> range.parse.apply(((Integer) value).longValue()).intValue());
    }

    static Form<Long> number(long from, long to) {
        String accepts = from + " to " + to;
        return new Form<>(ConfigDef.Type.LONG, accepts, List.of(), value -> {
            long number = (Long) value;
            if (number < from || number > to) {
                throw new IllegalArgumentException("must be " + accepts + ", found " + number);
            }
            return number;
        });
    }

    /** The same values with a further meaning. */
    <U> Form<U> map(Function<T, U> meaning) {
        return new Form<>(type, accepts, choices, parse.andThen(meaning));
    }

    private static String notBlank(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must not be blank; remove the key to leave it unset");
        }
        return text.strip();
    }

    private static List<String> strings(List<?> list) {
        return list.stream().map(String.class::cast).toList();
    }
}
