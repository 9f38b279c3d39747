package io.github.athenaconnect.type;

import java.util.Locale;

/** The beginning of a text in a form that is safe and readable in one line of a log: quoted, shortened, escaped. */
public final class Excerpt {
    static final int CHARACTERS = 64;

    /** Longer than any message whose foreign texts are names that people give. */
    static final int LONGEST_LINE = 4000;

    private static final int MAXIMUM_BYTES_PER_CHARACTER = 4;

    private Excerpt() {}

    /** The beginning of {@code text}, at most {@value #CHARACTERS} characters of it. */
    public static String of(String text) {
        return of(TextValue.of(text));
    }

    /** At most {@value #CHARACTERS} characters, decoded from no more bytes than they need; a value may have megabytes. */
    static String of(TextValue text) {
        int enough = Math.min(text.length(), CHARACTERS * MAXIMUM_BYTES_PER_CHARACTER);
        String beginning = text.substring(0, enough);
        StringBuilder excerpt = new StringBuilder("\"");
        beginning.codePoints().limit(CHARACTERS).forEach(character -> append(character, excerpt));
        excerpt.append('"');
        boolean whole = enough == text.length() && beginning.codePointCount(0, beginning.length()) <= CHARACTERS;
        return whole ? excerpt.toString() : excerpt + "... (" + text.length() + " bytes)";
    }

    /**
     * A message that may hold text of others, such as names of columns: escaped like an excerpt, but for its quotes, and about
     * {@value #LONGEST_LINE} characters at most.
     */
    public static String line(String message) {
        StringBuilder line = new StringBuilder();
        int index = 0;
        while (index < message.length() && line.length() < LONGEST_LINE) {
            int character = message.codePointAt(index);
            appendSeen(character, line);
            index += Character.charCount(character);
        }
        return index == message.length() ? line.toString() : line + "... (" + message.length() + " characters)";
    }

    private static void append(int character, StringBuilder excerpt) {
        if (character == '"' || character == '\\') {
            excerpt.append('\\');
        }
        appendSeen(character, excerpt);
    }

    private static void appendSeen(int character, StringBuilder excerpt) {
        switch (character) {
            case '\n' -> excerpt.append("\\n");
            case '\r' -> excerpt.append("\\r");
            case '\t' -> excerpt.append("\\t");
            default -> {
                if (isUnseen(character)) {
                    excerpt.append(String.format(Locale.ROOT, "\\u%04x", character));
                } else {
                    excerpt.appendCodePoint(character);
                }
            }
        }
    }

    /** Control characters, line separators, and the marks that turn the direction of what follows them. */
    private static boolean isUnseen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
