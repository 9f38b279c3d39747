package io.github.athenaconnect.localstack.sql;

import java.util.Locale;

/**
 * A piece of SQL.
 *
 * @param text exactly as written
 * @param position of its first character in the statement, from 0
 */
public record Token(Kind kind, String text, int position) {
    /** What a piece of SQL is. */
    public enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        NUMBER,
        SYMBOL,
        SPACE
    }

    /** Whether it is this word, in any casing, or this symbol. */
    public boolean is(String wordOrSymbol) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(wordOrSymbol);
    }

    /** Whether it may stand for the name of something. */
    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    /** The text between the quotes of a string or a quoted name, doubled quotes made one; any other text as it is. */
    public String unquoted() {
        if (kind != Kind.STRING && kind != Kind.QUOTED_NAME) {
            return text;
        }
        String quote = text.substring(0, 1);
        return text.substring(1, text.length() - 1).replace(quote + quote, quote);
    }

    /** The text in lower case. */
    public String lowerCase() {
        return text.toLowerCase(Locale.ROOT);
    }
}
