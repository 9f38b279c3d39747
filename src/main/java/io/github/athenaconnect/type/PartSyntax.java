package io.github.athenaconnect.type;

import java.util.Optional;

/**
 * Which texts the values of a type without parts may have, whatever mode decodes them.
 *
 * <p>A closed type has no text with a sign in it that separates parts, so that where a text of it begins is told by where
 * it ends.
 */
sealed interface PartSyntax {
    /** Whether no text of the type has a separator in it. */
    boolean isClosed();

    /** Whether {@code letter} may be in a text of the type. */
    boolean takes(byte letter);

    /** Why this is no text of the type; nothing if it is one. */
    Optional<UndecodableTextException> problem(TextValue text);

    /** The syntax of a type. */
    static PartSyntax of(ValueType.Scalar type) {
        return ClosedTypes.check(type).<PartSyntax>map(Closed::new).orElseGet(Open::new);
    }

    /** Any text. */
    record Open() implements PartSyntax {
        @Override
        public boolean isClosed() {
            return false;
        }

        @Override
        public boolean takes(byte letter) {
            return true;
        }

        @Override
        public Optional<UndecodableTextException> problem(TextValue text) {
            return Optional.empty();
        }
    }

    /**
     * The texts of a closed type.
     *
     * @param check refuses what is no text of the type
     */
    record Closed(TextDecoder check) implements PartSyntax {
        @Override
        public boolean isClosed() {
            return true;
        }

        @Override
        public boolean takes(byte letter) {
            return switch (letter) {
                case ',', '=', '[', ']', '{', '}' -> false;
                default -> true;
            };
        }

        @Override
        public Optional<UndecodableTextException> problem(TextValue text) {
            try {
                Object unused = check.decode(text);
                return Optional.empty();
            } catch (UndecodableTextException refused) {
                return Optional.of(refused);
            }
        }
    }
}
