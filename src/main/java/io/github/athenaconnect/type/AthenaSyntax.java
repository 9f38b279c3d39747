package io.github.athenaconnect.type;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes apart what Athena writes for an array, a map or a row, which is not quoted inside: a text is taken if there is one
 * way to read it as the type, and refused if there are several.
 */
final class AthenaSyntax implements NestedSyntax {
    private final ValueType type;
    private final NestedPattern pattern;

    /**
     * The syntax of a type.
     *
     * @param remedy what to do about a text that can be read in several ways
     */
    AthenaSyntax(ValueType type, String remedy) {
        this.type = type;
        this.pattern = new NestedPattern(type, remedy);
    }

    @Override
    public @Nullable Object read(TextValue text) {
        Readings readings = new Readings(pattern, text);
        Optional<Find> found = readings.all();
        if (found.isEmpty()) {
            throw unreadable(text, readings);
        }
        if (found.get().isSeveral()) {
            throw UndecodableTextException.of(
                    TypeText.of(type) + " that can be read in one way only", text, pattern.remedy());
        }
        return new Parts(text, found.get().inOrder()).value(type);
    }

    private UndecodableTextException unreadable(TextValue text, Readings readings) {
        return new UndecodableTextException("Expected " + TypeText.of(type) + " as Athena writes it, found "
                + Excerpt.of(text) + ", of which the first " + readings.readable() + " bytes fit"
                + readings.problem()
                        .map(problem -> "; then: " + problem.getMessage())
                        .orElse(""));
    }

    /** Puts together what was found. Mutable: takes one find after the other. */
    private record Parts(TextValue text, Deque<Find> finds) {
        @Nullable Object value(ValueType type) {
            if (finds.element().kind() == Find.Kind.NULL) {
                finds.remove();
                return null;
            }
            if (type instanceof ValueType.ArrayOf array) {
                return array(array);
            }
            if (type instanceof ValueType.MapOf map) {
                return map(map);
            }
            return type instanceof ValueType.RowOf row ? row(row) : part(finds.remove());
        }

        private TextValue part(Find find) {
            return text.slice(find.begin(), find.end());
        }

        private List<@Nullable Object> array(ValueType.ArrayOf type) {
            List<@Nullable Object> elements = new ArrayList<>();
            while (finds.remove().kind() == Find.Kind.ELEMENT) {
                elements.add(value(type.element()));
            }
            return elements;
        }

        private List<Map.Entry<@Nullable Object, @Nullable Object>> map(ValueType.MapOf type) {
            List<Map.Entry<@Nullable Object, @Nullable Object>> entries = new ArrayList<>();
            while (finds.remove().kind() == Find.Kind.ELEMENT) {
                entries.add(new AbstractMap.SimpleImmutableEntry<>(value(type.key()), value(type.value())));
            }
            return entries;
        }

        private @Nullable Object[] row(ValueType.RowOf type) {
            finds.remove();
            @Nullable Object[] fields = new @Nullable Object[type.parts().size()];
            for (int index = 0; index < fields.length; index++) {
                fields[index] = value(type.parts().get(index).type());
            }
            return fields;
        }
    }
}
