package io.github.athenaconnect.query;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.athena.model.StatementType;

/** What a statement that reads gives, as far as the form of its result depends on it. */
public enum StatementKind {
    /** A table: Athena leaves a CSV with a heading, and GetQueryResults repeats the heading as its first row. */
    TABLE("SELECT|WITH"),
    /** Lines of text, tab separated and padded, without a heading: Athena's utility statements. */
    TEXT("SHOW|DESCRIBE|DESC");

    private static final Pattern NOTHING_OF_THE_STATEMENT = Pattern.compile("[\\s(]++|--[^\\r\\n]*+|/\\*(?s:.*?)\\*/");
    private static final Pattern WORD = Pattern.compile("\\w*");

    private final String firstWords;

    StatementKind(String firstWords) {
        this.firstWords = firstWords;
    }

    /** The kind of a statement that begins with {@code word}, in any case; empty if that is none that reads. */
    public static Optional<StatementKind> beginningWith(String word) {
        return Arrays.stream(values())
                .filter(kind -> word.matches("(?i)" + kind.firstWords))
                .findFirst();
    }

    /** The kind of a statement, comments and opening parentheses before it left aside; empty if it is none that reads. */
    public static Optional<StatementKind> of(String sql) {
        Matcher before = NOTHING_OF_THE_STATEMENT.matcher(sql);
        int start = 0;
        while (before.region(start, sql.length()).lookingAt()) {
            start = before.end();
        }
        Matcher word = WORD.matcher(sql).region(start, sql.length());
        return word.lookingAt() ? beginningWith(word.group()) : Optional.empty();
    }

    /**
     * The kind of an execution's statement. SHOW and DESCRIBE are UTILITY, or DDL as they were once; whatever Athena says
     * nothing of is taken for a table, whose heading is told by its labels.
     */
    static StatementKind of(Optional<StatementType> type) {
        return type.filter(known -> known == StatementType.UTILITY || known == StatementType.DDL)
                .map(known -> TEXT)
                .orElse(TABLE);
    }
}
