package io.github.athenaconnect.config;

import io.github.athenaconnect.record.TopicRules;
import io.github.athenaconnect.record.TopicTemplate;
import java.util.ArrayList;
import java.util.List;

/** The topic of a query's rows as a user writes it: a name, or a template of one. */
record TopicText(List<Piece> pieces) {
    private static final String KNOWN = "a topic has ${query}, ${database} and ${column:name}";

    static final Form<TopicText> FORM = Form.text(
            "the name of a topic: " + TopicRules.WORDS + ", with ${query}, ${database} or ${column:name} in it",
            TopicText::parse);

    TopicText {
        pieces = List.copyOf(pieces);
    }

    /** A part of the name, once the query's name and database are known. */
    private interface Piece {
        TopicTemplate.Part part(String query, String database);
    }

    /** The template for the rows of one query. */
    TopicTemplate template(String query, String database) {
        return new TopicTemplate(
                pieces.stream().map(piece -> piece.part(query, database)).toList());
    }

    private static TopicText parse(String text) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", at)) {
            pieces.add(literal(text.substring(at, start), text));
            at = behindPlaceholder(start, text);
            pieces.add(placeholder(text.substring(start + 2, at - 1)));
        }
        pieces.add(literal(text.substring(at), text));
        return new TopicText(pieces);
    }

    private static int behindPlaceholder(int start, String text) {
        int end = text.indexOf('}', start);
        if (end < 0) {
            throw new IllegalArgumentException("must close every ${ with a }; found \"" + text + "\"");
        }
        return end + 1;
    }

    private static Piece literal(String part, String text) {
        if (!TopicRules.isPart(part)) {
            throw new IllegalArgumentException("must be the name of a topic, " + TopicRules.WORDS + ", where " + KNOWN
                    + "; found \"" + text + "\"");
        }
        return (query, database) -> new TopicTemplate.Literal(part);
    }

    private static Piece placeholder(String name) {
        return switch (name) {
            case "query" -> (query, database) -> new TopicTemplate.Literal(query);
            case "database" -> (query, database) -> new TopicTemplate.Literal(database);
            default -> column(name);
        };
    }

    private static Piece column(String name) {
        int colon = name.indexOf(':');
        String kind = colon < 0 ? name : name.substring(0, colon);
        if (!kind.equals("column")) {
            throw new IllegalArgumentException("holds ${" + name + "}, which is not known; " + KNOWN
                    + (colon < 0
                            ? ""
                            : ". If '" + kind + "' is one of the worker's config providers, list it in the"
                                    + " worker's config.providers"));
        }
        String column = name.substring(colon + 1).strip();
        if (colon < 0 || column.isEmpty()) {
            throw new IllegalArgumentException("holds ${" + name + "}, which names no column; write ${column:name}");
        }
        return (query, database) -> new TopicTemplate.OfColumn(column);
    }
}
