package io.github.athenaconnect.secrecy;

/**
 * A text without white space and without what JSON, XML and URLs escape characters with, so that neither a broken line nor a
 * quotation hides a word. Knows the line that each character was on.
 */
final class PlainText {
    private static final int HEXADECIMAL = 16;

    private final StringBuilder characters;
    private final int[] lines;
    private int line = 1;

    private PlainText(String text) {
        characters = new StringBuilder(text.length());
        lines = new int[text.length()];
        int at = 0;
        while (at < text.length()) {
            at += take(text, at);
        }
    }

    static PlainText of(String text) {
        return new PlainText(text);
    }

    String characters() {
        return characters.toString();
    }

    /** The line of a character of {@link #characters()}, counted from one. */
    int line(int index) {
        return lines[index];
    }

    /** Takes what stands at a place, and tells how long it is. */
    private int take(String text, int at) {
        char first = text.charAt(at);
        switch (first) {
            case '\n' -> line++;
            case '%' -> {
                return number(text, at + 1, 2, HEXADECIMAL, 3);
            }
            case '\\' -> {
                return escaped(text, at);
            }
            case '&' -> {
                return reference(text, at);
            }
            default -> keep(first);
        }
        return 1;
    }

    private int escaped(String text, int at) {
        char second = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        return switch (second) {
            case 'u' -> number(text, at + 2, 4, HEXADECIMAL, 6);
            case 'n', 'r', 't' -> 2;
            default -> 1;
        };
    }

    private int reference(String text, int at) {
        int end = text.indexOf(';', at);
        if (end < 0 || end > at + 8 || !text.startsWith("#", at + 1)) {
            return 1;
        }
        boolean hexadecimal = text.startsWith("x", at + 2);
        int begin = at + (hexadecimal ? 3 : 2);
        return number(text, begin, end - begin, hexadecimal ? HEXADECIMAL : 10, end + 1 - at);
    }

    /** Keeps the character that a number stands for; what is no number only loses its first character. */
    private int number(String text, int begin, int digits, int radix, int length) {
        if (begin + digits > text.length()) {
            return 1;
        }
        int value = 0;
        for (int at = begin; at < begin + digits; at++) {
            int digit = Character.digit(text.charAt(at), radix);
            if (digit < 0) {
                return 1;
            }
            value = value * radix + digit;
        }
        keep((char) value);
        return length;
    }

    private void keep(char character) {
        if (!Character.isWhitespace(character)) {
            lines[characters.length()] = line;
            characters.append(character);
        }
    }
}
