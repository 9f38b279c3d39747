package io.github.athenaconnect.type;

import io.github.athenaconnect.type.Find.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes the steps of a pattern, from its end to its beginning, so that each knows the place of the next. Mutable, for one. */
final class PatternBuilder {
    private static final PatternStep END = new PatternStep.End();

    private final List<PatternStep> steps = new ArrayList<>();

    PatternBuilder() {
        int unused = add(END);
    }

    List<PatternStep> steps() {
        return List.copyOf(steps);
    }

    /** The place of the first step that reads a value of this type, or NULL, and goes on at {@code next}. */
    int nullable(ValueType type, int next) {
        if (type instanceof ValueType.Scalar scalar) {
            return add(new PatternStep.Part(PartSyntax.of(scalar), true, next));
        }
        return fork(letters("null", sign(Kind.NULL, next)), present(type, next));
    }

    /** The same for what cannot be NULL. */
    int present(ValueType type, int next) {
        if (type instanceof ValueType.ArrayOf array) {
            return several('[', between -> nullable(array.element(), between), ']', next);
        }
        if (type instanceof ValueType.MapOf map) {
            return several('{', between -> present(map.key(), letters("=", nullable(map.value(), between))), '}', next);
        }
        if (type instanceof ValueType.RowOf row) {
            return row(row.parts(), next);
        }
        return add(new PatternStep.Part(PartSyntax.of((ValueType.Scalar) type), false, next));
    }

    private int several(char opening, Element element, char closing, int next) {
        int end = sign(Kind.END, letters(String.valueOf(closing), next));
        int between = add(END);
        int begin = sign(Kind.ELEMENT, element.before(between));
        steps.set(between, new PatternStep.Fork(letters(", ", begin), end));
        return letters(String.valueOf(opening), fork(begin, end));
    }

    private int row(List<ValueType.Part> parts, int next) {
        int place = letters("}", next);
        for (int index = parts.size() - 1; index >= 0; index--) {
            ValueType.Part part = parts.get(index);
            int value = letters("=", nullable(part.type(), place));
            place = letters(index == 0 ? "" : ", ", name(part.name(), value));
        }
        return letters("{", sign(Kind.ROW, place));
    }

    private int letters(String text, int next) {
        return letters(text.getBytes(StandardCharsets.UTF_8), UnaryOperator.identity(), next);
    }

    /** Names are what they are in any casing of their letters of ASCII, as they are to the engine. */
    private int name(String name, int next) {
        return letters(name.getBytes(StandardCharsets.UTF_8), PatternBuilder::otherCase, next);
    }

    private int letters(byte[] letters, UnaryOperator<Byte> other, int next) {
        int place = next;
        for (int index = letters.length - 1; index >= 0; index--) {
            place = add(new PatternStep.Letter(letters[index], other.apply(letters[index]), place));
        }
        return place;
    }

    private static byte otherCase(byte letter) {
        boolean isLetter = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
        return isLetter ? (byte) (letter ^ ('a' ^ 'A')) : letter;
    }

    private int sign(Kind kind, int next) {
        return add(new PatternStep.Sign(kind, next));
    }

    private int fork(int one, int other) {
        return add(new PatternStep.Fork(one, other));
    }

    private int add(PatternStep step) {
        steps.add(step);
        return steps.size() - 1;
    }

    /** Makes the steps of an element, given the place behind it. */
    private interface Element {
        int before(int next);
    }
}
