package io.github.athenaconnect.type;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text of one value, as a range of UTF-8 bytes in a buffer that belongs to somebody else.
 *
 * <p>Mutable and reused: a reader points it at the next value, a decoder looks at it and keeps nothing of it. This saves
 * a String for every number and date of a result. Not for use by several threads.
 */
public final class TextValue {
    private byte[] bytes = new byte[0];
    private int from;
    private int to;

    /** Points this at {@code bytes[from, to)}. */
    public TextValue at(byte[] buffer, int start, int end) {
        bytes = buffer;
        from = start;
        to = end;
        return this;
    }

    /** A value over the UTF-8 form of {@code text}; for text that arrives as a String. */
    public static TextValue of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new TextValue().at(utf8, 0, utf8.length);
    }

    /** Number of bytes, which is the number of characters where the text is ASCII. */
    public int length() {
        return to - from;
    }

    /** The byte at {@code index}, 0 to {@code length() - 1}. */
    public byte byteAt(int index) {
        return bytes[from + index];
    }

    /** Whether this is {@code lowerCase}, an ASCII word in lower case, written in any case. */
    public boolean isWord(String lowerCase) {
        if (length() != lowerCase.length()) {
            return false;
        }
        for (int index = 0; index < lowerCase.length(); index++) {
            byte letter = byteAt(index);
            int lower = letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
            if (lower != lowerCase.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    /** The bytes {@code [start, end)} of this as a value of its own, in the same buffer. */
    TextValue slice(int start, int end) {
        return new TextValue().at(bytes, from + start, from + end);
    }

    /** The text of the bytes {@code [start, end)}; bytes that are not UTF-8 become U+FFFD. */
    public String substring(int start, int end) {
        return new String(bytes, from + start, end - start, StandardCharsets.UTF_8);
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** The whole text; bytes that are not UTF-8 become U+FFFD. */
    @Override
    public String toString() {
        return substring(0, length());
    }
}
