package io.github.athenaconnect.type;

import java.util.Locale;

/** The beginning of a text in a form that is safe and readable in one line of a log: quoted, shortened, escaped. */
public final class Excerpt {
    static final int CHARACTERS = 64;
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

    private static void append(int character, StringBuilder excerpt) {
        switch (character) {
            case '\n' -> excerpt.append("\\n");
            case '\r' -> excerpt.append("\\r");
            case '\t' -> excerpt.append("\\t");
            case '"', '\\' -> excerpt.append('\\').appendCodePoint(character);
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
