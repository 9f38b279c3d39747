package io.github.athenaconnect.query;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A statement in which placeholders stand for values that are known only when a run starts. Immutable. */
public final class SqlTemplate {
    private final String text;

    private SqlTemplate(String text) {
        this.text = text;
    }

    /**
     * Finds the placeholders of a statement: {@code ${name}} outside of comments and quotes.
     *
     * @throws IllegalArgumentException if something is not closed, in words that go on after a key's name
     */
    public static SqlTemplate parse(String text) {
        return new SqlTemplate(text);
    }

    /** The names of the placeholders it holds. */
    public Set<String> placeholders() {
        return Set.of();
    }

    /**
     * The statement of one run.
     *
     * @param literals an SQL literal for each placeholder, by name; more do no harm
     * @throws IllegalArgumentException if one is missing
     */
    public String render(Map<String, String> literals) {
        return text;
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
