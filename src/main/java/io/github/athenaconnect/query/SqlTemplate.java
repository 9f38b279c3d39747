package io.github.athenaconnect.query;

import io.github.athenaconnect.query.SqlLexer.Kind;
import io.github.athenaconnect.query.SqlLexer.Piece;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A statement in which placeholders stand for values that are known only when a run starts. Immutable. */
public final class SqlTemplate {
    private static final Pattern IN_QUOTES = Pattern.compile("\\$\\{([^}]*)}");

    private final String text;
    private final List<Piece> pieces;

    private SqlTemplate(String text, List<Piece> pieces) {
        this.text = text;
        this.pieces = pieces;
    }

    /**
     * Finds the placeholders of a statement: {@code ${name}} outside of comments and quotes.
     *
     * @throws IllegalArgumentException if something is not closed, or a placeholder has no name, in words that go on after
     *     a key's name
     */
    public static SqlTemplate parse(String text) {
        List<Piece> pieces = SqlLexer.pieces(text);
        for (Piece piece : pieces) {
            if (piece.kind() == Kind.PLACEHOLDER && name(piece).isBlank()) {
                throw new IllegalArgumentException(
                        "must name what a placeholder stands for, such as ${run.date}; found " + piece.text()
                                + " at line " + SqlLexer.line(text, piece.start()));
            }
        }
        return new SqlTemplate(text, pieces);
    }

    private static String name(Piece placeholder) {
        return placeholder.text().substring(2, placeholder.text().length() - 1);
    }

    /** The names of the placeholders it holds, in their order. */
    public Set<String> placeholders() {
        return pieces.stream()
                .filter(piece -> piece.kind() == Kind.PLACEHOLDER)
                .map(SqlTemplate::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What would be names of placeholders if it did not stand in quotes, where it is text. */
    public Set<String> namesInQuotes() {
        return pieces.stream()
                .filter(piece -> piece.kind() == Kind.STRING || piece.kind() == Kind.NAME)
                .flatMap(piece -> IN_QUOTES.matcher(piece.text()).results())
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * The statement of one run. All but the placeholders stays as it was written; a blank keeps a literal apart from what
     * it would run into.
     *
     * @param literals an SQL literal for each placeholder, by name; more do no harm
     * @throws IllegalArgumentException if one is missing
     */
    public String render(Map<String, String> literals) {
        StringBuilder sql = new StringBuilder();
        boolean afterLiteral = false;
        for (Piece piece : pieces) {
            boolean placeholder = piece.kind() == Kind.PLACEHOLDER;
            String next = placeholder ? literal(piece, literals) : piece.text();
            if ((placeholder || afterLiteral) && runsInto(sql, next)) {
                sql.append(' ');
            }
            sql.append(next);
            afterLiteral = placeholder;
        }
        return sql.toString();
    }

    private static String literal(Piece placeholder, Map<String, String> literals) {
        String literal = literals.get(name(placeholder));
        if (literal == null) {
            throw new IllegalArgumentException("There is no value for the placeholder " + placeholder.text());
        }
        return literal;
    }

    /** Two strings side by side would be one with a quote in it, and a word before a string would be its type. */
    private static boolean runsInto(StringBuilder before, String after) {
        return !before.isEmpty() && isPart(before.charAt(before.length() - 1)) && isPart(after.charAt(0));
    }

    private static boolean isPart(char character) {
        return Character.isLetterOrDigit(character) || "_'\"$@".indexOf(character) >= 0;
    }

    /** The statement as it was written. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SqlTemplate template && template.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
