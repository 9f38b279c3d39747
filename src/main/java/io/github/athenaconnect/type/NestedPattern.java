package io.github.athenaconnect.type;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What texts Athena writes for the values of a type with parts, as the steps of an automaton: {@code [1, 2]} for an array,
 * <code>{1=2, 3=4}</code> for a map, <code>{a=1, b=2}</code> for a row, {@code null} for a NULL in them, and texts in them without
 * quotes (documentation of PyAthena; uber/athenadriver, "UndocumentedAthena").
 *
 * <p>Types are as deep as they were declared and no deeper, so that this needs no grammar.
 */
final class NestedPattern {
    /** The step that is the end of a text. */
    static final int END = 0;

    private static final int BYTES = 256;

    private final List<PatternStep> steps;
    private final List<BitSet> followers;
    private final List<BitSet> stops;
    private final int begin;
    private final String remedy;

    /**
     * The pattern of a type.
     *
     * @param remedy what to do about a text that is not decoded
     */
    NestedPattern(ValueType type, String remedy) {
        PatternBuilder builder = new PatternBuilder();
        this.begin = builder.present(type, END);
        this.steps = builder.steps();
        this.followers = steps.stream().map(this::followers).toList();
        this.stops = IntStream.range(0, steps.size()).mapToObj(this::stopsOf).toList();
        this.remedy = remedy;
    }

    int begin() {
        return begin;
    }

    int size() {
        return steps.size();
    }

    PatternStep step(int place) {
        return steps.get(place);
    }

    String remedy() {
        return remedy;
    }

    /** Whether {@code letter} may stand behind the part that the step at {@code place} reads. */
    boolean follows(int place, byte letter) {
        return followers.get(place).get(Byte.toUnsignedInt(letter));
    }

    /** The bytes at which a part may end, or must. */
    BitSet stops(int place) {
        return stops.get(place);
    }

    private BitSet stopsOf(int place) {
        BitSet letters = (BitSet) followers.get(place).clone();
        if (steps.get(place) instanceof PatternStep.Part part) {
            IntStream.range(0, BYTES)
                    .filter(letter -> !part.syntax().takes((byte) letter))
                    .forEach(letters::set);
        }
        return letters;
    }

    private BitSet followers(PatternStep step) {
        BitSet letters = new BitSet(BYTES);
        if (step instanceof PatternStep.Part part) {
            addFirst(part.next(), letters);
        }
        return letters;
    }

    /** Adds the bytes that can be read next at a step; behind a part this is always something else than a part. */
    private void addFirst(int place, BitSet letters) {
        PatternStep step = steps.get(place);
        if (step instanceof PatternStep.Fork fork) {
            addFirst(fork.one(), letters);
            addFirst(fork.other(), letters);
        } else if (step instanceof PatternStep.Sign sign) {
            addFirst(sign.next(), letters);
        } else if (step instanceof PatternStep.Letter letter) {
            letters.set(Byte.toUnsignedInt(letter.one()));
            letters.set(Byte.toUnsignedInt(letter.other()));
        }
    }
}
