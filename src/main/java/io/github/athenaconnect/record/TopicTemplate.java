package io.github.athenaconnect.record;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the topics of a query's rows are named: by one name, or by values of each row's columns too.
 *
 * @param parts in order; empty ones say nothing and are left out
 */
public record TopicTemplate(List<Part> parts) {
    public TopicTemplate {
        parts = parts.stream().filter(part -> !part.toString().isEmpty()).toList();
    }

    /** A piece of the name. */
    public sealed interface Part {}

    /** The same for all rows. */
    public record Literal(String text) implements Part {
        @Override
        public String toString() {
            return text;
        }
    }

    /** The value of a column. */
    public record OfColumn(String name) implements Part {
        @Override
        public String toString() {
            return "${column:" + name + "}";
        }
    }

    /** The template of one topic for all rows. */
    public static TopicTemplate of(String name) {
        return new TopicTemplate(List.of(new Literal(name)));
    }

    /** The one name of all rows' topic; empty if it depends on the row. */
    public Optional<String> name() {
        return hasColumns() ? Optional.empty() : Optional.of(toString());
    }

    /** What is wrong with every name it can give, in words that go on after the key's name; empty if nothing is. */
    public Optional<String> problem() {
        String literals = parts.stream()
                .filter(Literal.class::isInstance)
                .map(Part::toString)
                .collect(Collectors.joining());
        boolean named = hasColumns() ? TopicRules.isPart(literals) : TopicRules.isName(literals);
        if (!named) {
            return Optional.of("must be the name of a topic, " + TopicRules.WORDS
                    + " and neither \".\" nor \"..\"; found \"" + this + "\"");
        }
        return !hasColumns() || literals.length() < TopicRules.LONGEST
                ? Optional.empty()
                : Optional.of("must leave room for the value of a column in the " + TopicRules.LONGEST
                        + " characters of a topic; found " + literals.length() + " beside it");
    }

    private boolean hasColumns() {
        return parts.stream().anyMatch(OfColumn.class::isInstance);
    }

    /** The template as it is written, with what does not depend on the row in its place. */
    @Override
    public String toString() {
        return parts.stream().map(Part::toString).collect(Collectors.joining());
    }
}
