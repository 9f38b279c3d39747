package io.github.athenaconnect.type;

/**
 * A walk through a text of fixed layout, byte by byte; the first byte that does not fit ends it with an
 * {@link UndecodableTextException}.
 *
 * <p>Dates and numbers are read so because a formatter of {@code java.time} costs more than the whole rest of a row.
 */
final class TextCursor {
    private final TextValue text;
    private final String expected;
    private int position;

    /** A walk from the text's beginning; {@code expected} completes the sentence "Expected ...". */
    TextCursor(TextValue text, String expected) {
        this.text = text;
        this.expected = expected;
    }

    /** Number of bytes behind this. */
    int position() {
        return position;
    }

    boolean atDigit() {
        return position < text.length() && isDigit(text.byteAt(position));
    }

    /** Steps over {@code ascii} if it comes next. */
    boolean skip(char ascii) {
        boolean next = position < text.length() && text.byteAt(position) == ascii;
        if (next) {
            position++;
        }
        return next;
    }

    void require(char ascii) {
        if (!skip(ascii)) {
            throw mismatch();
        }
    }

    void requireEnd() {
        if (position != text.length()) {
            throw mismatch();
        }
    }

    /** The next digit, which must be there. */
    int digit() {
        if (!atDigit()) {
            throw mismatch();
        }
        return text.byteAt(position++) - '0';
    }

    /** The number of as many digits as there are, from {@code minimum} to {@code maximum}, which is 18 at most. */
    long digits(int minimum, int maximum) {
        int start = position;
        long number = 0;
        while (position - start < maximum && atDigit()) {
            number = number * 10 + digit();
        }
        if (position - start < minimum) {
            throw mismatch();
        }
        return number;
    }

    /** What has not been read yet, which is nothing to read afterwards. */
    String rest() {
        String rest = text.substring(position, text.length());
        position = text.length();
        return rest;
    }

    UndecodableTextException mismatch() {
        return UndecodableTextException.of(expected, text);
    }

    private static boolean isDigit(byte letter) {
        return letter >= '0' && letter <= '9';
    }
}
