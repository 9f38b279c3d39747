package io.github.athenaconnect.type;

import io.github.athenaconnect.type.Find.Kind;
import java.util.Optional;

/** One step of a {@link NestedPattern}; a step knows those that follow by their places in it. */
sealed interface PatternStep {
    /** Goes where one can go from here without reading. */
    default void pass(Readings readings, int place) {}

    /** Goes where one can go from here by reading {@code letter}. */
    default void read(Readings readings, int place, byte letter) {}

    /** Reads one of two bytes, which are the same unless they are a letter in both cases. */
    record Letter(byte one, byte other, int next) implements PatternStep {
        @Override
        public void read(Readings readings, int place, byte letter) {
            if (letter == one || letter == other) {
                readings.move(place, next);
            }
        }
    }

    /** Goes both ways. */
    record Fork(int one, int other) implements PatternStep {
        @Override
        public void pass(Readings readings, int place) {
            readings.pass(place, one);
            readings.pass(place, other);
        }
    }

    /** Finds what the steps before have told. */
    record Sign(Kind kind, int next) implements PatternStep {
        @Override
        public void pass(Readings readings, int place) {
            readings.find(place, kind, next);
        }
    }

    /**
     * Reads a part that has no parts.
     *
     * @param nullable whether the word null may stand for NULL here
     */
    record Part(PartSyntax syntax, boolean nullable, int next) implements PatternStep {
        private static final String NULL = "null";

        @Override
        public void pass(Readings readings, int place) {
            if (!readings.mayEnd(place)) {
                return;
            }
            TextValue part = readings.part(place);
            boolean isNull = nullable
                    && part.length() == NULL.length()
                    && part.toString().equals(NULL);
            if (isNull) {
                readings.find(place, Kind.NULL, next);
            }
            if (!isNull || !syntax.isClosed()) {
                findPart(readings, place, part);
            }
        }

        private void findPart(Readings readings, int place, TextValue part) {
            Optional<UndecodableTextException> problem = syntax.problem(part);
            if (problem.isPresent()) {
                readings.refuse(problem.get());
            } else {
                readings.find(place, Kind.PART, next);
            }
        }

        @Override
        public void read(Readings readings, int place, byte letter) {
            if (syntax.takes(letter)) {
                readings.stay(place);
            }
        }
    }

    /** The end of the text. */
    record End() implements PatternStep {}
}
