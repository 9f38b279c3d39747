package io.github.athenaconnect.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells comments, quotes and placeholders of an SQL text from the rest; knows nothing else of SQL. */
public final class SqlLexer {
    /** What a piece of SQL is. */
    public enum Kind {
        COMMENT,
        /** {@code '...'} */
        STRING,
        /** {@code "..."} */
        NAME,
        /** {@code ${...}}, outside of comments and quotes */
        PLACEHOLDER,
        /** anything else */
        CODE
    }

    /**
     * A piece of SQL.
     *
     * @param text as it is written, quotes and braces included
     * @param start index of its first character in the whole text
     */
    public record Piece(Kind kind, String text, int start) {
        /** The index behind its last character. */
        int end() {
            return start + text.length();
        }
    }

    /** A doubled quote inside a quoted text reads as two quoted texts side by side, which is all that is needed here. */
    private static final Pattern MARKED =
            Pattern.compile("(?<comment>--[^\\r\\n]*+|/\\*(?s:.*?)\\*/)|(?<string>'[^']*+')"
                    + "|(?<name>\"[^\"]*+\")|(?<placeholder>\\$\\{[^}]*+})|(?<unclosed>/\\*|['\"]|\\$\\{)");

    private SqlLexer() {}

    /**
     * The pieces of a text, which make the whole of it.
     *
     * @throws IllegalArgumentException if one is not closed, in words that go on after a key's name
     */
    public static List<Piece> pieces(String sql) {
        List<Piece> pieces = new ArrayList<>();
        int done = 0;
        Matcher marked = MARKED.matcher(sql);
        while (marked.find()) {
            addCode(pieces, sql, done, marked.start());
            pieces.add(new Piece(kind(marked, sql), marked.group(), marked.start()));
            done = marked.end();
        }
        addCode(pieces, sql, done, sql.length());
        return List.copyOf(pieces);
    }

    /** The text with blanks for comments and for what is in quotes, in which positions are those of the text. */
    public static String withoutCommentsAndQuotes(String sql) {
        StringBuilder bare = new StringBuilder();
        for (Piece piece : pieces(sql)) {
            int length = piece.text().length();
            switch (piece.kind()) {
                case COMMENT -> bare.append(" ".repeat(length));
                case STRING, NAME ->
                    bare.append('\'').append(" ".repeat(length - 2)).append('\'');
                case PLACEHOLDER, CODE -> bare.append(piece.text());
            }
        }
        return bare.toString();
    }

    /** The line, from 1, of a position. */
    public static long line(String sql, int position) {
        // With one character more, as lines() counts none that has nothing in it yet.
        return (sql.substring(0, position) + ".").lines().count();
    }

    private static void addCode(List<Piece> pieces, String sql, int from, int to) {
        if (from < to) {
            pieces.add(new Piece(Kind.CODE, sql.substring(from, to), from));
        }
    }

    private static Kind kind(Matcher marked, String sql) {
        if (marked.group("unclosed") != null) {
            throw new IllegalArgumentException("must close what it opens; found an unclosed " + name(marked.group())
                    + " at line " + line(sql, marked.start()));
        }
        if (marked.group("comment") != null) {
            return Kind.COMMENT;
        }
        if (marked.group("string") != null) {
            return Kind.STRING;
        }
        return marked.group("name") != null ? Kind.NAME : Kind.PLACEHOLDER;
    }

    private static String name(String opening) {
        return switch (opening) {
            case "/*" -> "comment";
            case "${" -> "placeholder";
            default -> "quote " + opening;
        };
    }
}
