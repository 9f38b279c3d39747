package io.github.athenaconnect.type;

import io.github.athenaconnect.type.ValueType.ArrayOf;
import io.github.athenaconnect.type.ValueType.MapOf;
import io.github.athenaconnect.type.ValueType.Part;
import io.github.athenaconnect.type.ValueType.RowOf;
import io.github.athenaconnect.type.ValueType.Scalar;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Counts the ways to read a text as a type by trying every place at which it could be taken apart. */
final class ReadingOracle {
    private ReadingOracle() {}

    static long readings(ValueType type, String text) {
        if (type instanceof ArrayOf array) {
            return several(inside(text, '[', ']'), element -> nullable(array.element(), element));
        }
        if (type instanceof MapOf map) {
            return several(inside(text, '{', '}'), entry -> entry(map, entry));
        }
        if (type instanceof RowOf row) {
            String inside = inside(text, '{', '}');
            return inside == null ? 0 : fields(row.parts(), inside);
        }
        return ClosedTypes.check((Scalar) type)
                .map(check -> isTaken(check, text) ? 1L : 0L)
                .orElse(1L);
    }

    private static long nullable(ValueType type, String text) {
        return readings(type, text) + (text.equals("null") ? 1 : 0);
    }

    private static boolean isTaken(TextDecoder check, String text) {
        try {
            return check.decode(TextValue.of(text)) != null;
        } catch (UndecodableTextException refused) {
            return false;
        }
    }

    private static String inside(String text, char opening, char closing) {
        boolean enclosed = text.length() >= 2 && text.charAt(0) == opening && text.charAt(text.length() - 1) == closing;
        return enclosed ? text.substring(1, text.length() - 1) : null;
    }

    private static long several(String text, ToLongFunction<String> element) {
        return text == null ? 0 : (text.isEmpty() ? 1 : 0) + oneOrMore(text, element);
    }

    private static long oneOrMore(String text, ToLongFunction<String> element) {
        long count = element.applyAsLong(text);
        for (int at = text.indexOf(", "); at >= 0; at = text.indexOf(", ", at + 1)) {
            long first = element.applyAsLong(text.substring(0, at));
            count += first == 0 ? 0 : first * oneOrMore(text.substring(at + 2), element);
        }
        return count;
    }

    private static long entry(MapOf type, String text) {
        long count = 0;
        for (int at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) {
            count += readings(type.key(), text.substring(0, at)) * nullable(type.value(), text.substring(at + 1));
        }
        return count;
    }

    private static long fields(List<Part> parts, String text) {
        Part first = parts.get(0);
        if (!text.toLowerCase(Locale.ROOT).startsWith(first.name() + "=")) {
            return 0;
        }
        String value = text.substring(first.name().length() + 1);
        List<Part> others = parts.subList(1, parts.size());
        if (others.isEmpty()) {
            return nullable(first.type(), value);
        }
        long count = 0;
        for (int at = value.indexOf(", "); at >= 0; at = value.indexOf(", ", at + 1)) {
            long here = nullable(first.type(), value.substring(0, at));
            count += here == 0 ? 0 : here * fields(others, value.substring(at + 2));
        }
        return count;
    }
}
