package io.github.athenaconnect.config;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells comments and quotes of a SQL text from the rest; knows nothing else of SQL.
 *
 * <p>Its answers have the length of the text, so that positions in them are positions in the text.
 */
final class SqlLexer {
    /** A doubled quote inside a quoted text reads as two quoted texts side by side, which is all that is needed here. */
    private static final Pattern COMMENT_OR_QUOTE = Pattern.compile(
            "(?<comment>--[^\\r\\n]*+|/\\*(?s:.*?)\\*/)|(?<quote>'[^']*+'|\"[^\"]*+\")|(?<unclosed>/\\*|['\"])");

    private SqlLexer() {}

    /** The text with spaces for comments. */
    static String withoutComments(String sql) {
        return COMMENT_OR_QUOTE
                .matcher(sql)
                .replaceAll(found -> Matcher.quoteReplacement(isComment(found, sql) ? blank(found) : found.group()));
    }

    /** The text with spaces for comments and for what is in quotes. */
    static String withoutCommentsAndQuotes(String sql) {
        return COMMENT_OR_QUOTE
                .matcher(sql)
                .replaceAll(found -> isComment(found, sql)
                        ? blank(found)
                        : '\'' + blank(found).substring(2) + '\'');
    }

    private static boolean isComment(MatchResult found, String sql) {
        if (found.group(3) != null) {
            throw new IllegalArgumentException("must close what it opens; found an unclosed " + name(found.group())
                    + " at line " + line(sql, found.start()));
        }
        return found.group(1) != null;
    }

    private static String blank(MatchResult found) {
        return " ".repeat(found.end() - found.start());
    }

    private static String name(String opening) {
        return opening.equals("/*") ? "comment" : "quote " + opening;
    }

    private static long line(String sql, int position) {
        return sql.substring(0, position).lines().count();
    }
}
