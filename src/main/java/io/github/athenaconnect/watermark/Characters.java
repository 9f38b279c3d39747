package io.github.athenaconnect.watermark;

import java.util.Optional;

/**
 * A value of {@code varchar} or {@code char(n)}, ordered by code points, which is the order of their UTF-8 bytes.
 *
 * @param text of {@code char(n)} with the blanks that fill it up
 */
record Characters(ValueType type, String text) implements WatermarkValue {
    /** The literal goes into every statement, and the value into every offset. */
    static final int MAXIMUM_BYTES = 4096;

    static Optional<WatermarkValue> read(ValueType type, String text) {
        int bytes = utf8Length(text);
        if (bytes > MAXIMUM_BYTES) {
            throw new IllegalArgumentException(
                    "must not be longer than " + MAXIMUM_BYTES + " bytes, found one of " + bytes);
        }
        boolean blank = type == ValueType.CHAR && text.isEmpty();
        return Optional.of(new Characters(type, blank ? " " : text));
    }

    private static int utf8Length(String text) {
        int bytes = 0;
        for (int index = 0; index < text.length(); ) {
            int character = text.codePointAt(index);
            if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                throw new IllegalArgumentException("must be made of whole characters, found half of one (U+"
                        + Integer.toHexString(character) + ") at index " + index);
            }
            index += Character.charCount(character);
            bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
        }
        return bytes;
    }

    @Override
    public String literal() {
        String quoted = "'" + text.replace("'", "''") + "'";
        return type == ValueType.CHAR
                ? "CAST(" + quoted + " AS char(" + text.codePointCount(0, text.length()) + "))"
                : quoted;
    }

    /** With a {@code char} as if the shorter text went on with blanks. */
    @Override
    public int compareWith(WatermarkValue other) {
        Characters characters = (Characters) other;
        boolean filled = type == ValueType.CHAR || characters.type == ValueType.CHAR;
        int end = filled ? ' ' : -1;
        int index = 0;
        while (index < text.length() || index < characters.text.length()) {
            int mine = at(text, index, end);
            int theirs = at(characters.text, index, end);
            if (mine != theirs) {
                return Integer.compare(mine, theirs);
            }
            index += mine == end ? 1 : Character.charCount(mine);
        }
        return 0;
    }

    private static int at(String text, int index, int end) {
        return index < text.length() ? text.codePointAt(index) : end;
    }
}
