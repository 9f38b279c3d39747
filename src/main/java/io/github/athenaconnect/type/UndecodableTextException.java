package io.github.athenaconnect.type;

/**
 * A text that is not a value of its column's type, or not one the chosen mode can hold without loss.
 *
 * <p>The message says what was expected, what was found (its first 64 characters, control characters escaped) and, where
 * something helps, what to change; whoever knows them adds row, column, query and execution.
 */
public final class UndecodableTextException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String text;
    private final String remedy;
    private final String place;

    public UndecodableTextException(String message) {
        this(message, "", "");
    }

    private UndecodableTextException(String text, String remedy, String place) {
        super(text + (remedy.isEmpty() ? "" : "; " + remedy) + (place.isEmpty() ? "" : " (in " + place + ")"));
        this.text = text;
        this.remedy = remedy;
        this.place = place;
    }

    /** The same where the text is a part of another, such as {@code element 3}. */
    UndecodableTextException in(String part) {
        UndecodableTextException placed =
                new UndecodableTextException(text, remedy, place.isEmpty() ? part : place + " of " + part);
        placed.setStackTrace(getStackTrace());
        return placed;
    }

    /** The same with what to do about it, unless it says that already. */
    UndecodableTextException advising(String whatToDo) {
        if (!remedy.isEmpty()) {
            return this;
        }
        UndecodableTextException advising = new UndecodableTextException(text, whatToDo, place);
        advising.setStackTrace(getStackTrace());
        return advising;
    }

    /** For a text that is no value of the type at all, which no setting changes. */
    static UndecodableTextException of(String expected, TextValue found) {
        return new UndecodableTextException("Expected " + expected + ", found " + Excerpt.of(found));
    }

    /** For a text that another setting, or another SQL, makes decodable. */
    static UndecodableTextException of(String expected, TextValue found, String remedy) {
        return new UndecodableTextException("Expected " + expected + ", found " + Excerpt.of(found), remedy, "");
    }
}
