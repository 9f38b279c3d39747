package io.github.athenaconnect.type;

import io.github.athenaconnect.type.ValueType.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A walk through a text of names and types, as {@link TypeText} writes them or a user does: also types that this release does
 * not know, and names that are empty, as what Athena reported once has to be read again. The first thing that does not fit
 * ends it with an {@link IllegalArgumentException} whose words go on after what was to be read. Mutable: it knows how far it
 * has come.
 */
final class TypeReader {
    private static final Pattern SPACE = Pattern.compile("\\s*+");
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+");
    private static final Pattern WORDS = Pattern.compile("[A-Za-z0-9_]++(?:\\s++[A-Za-z0-9_]++)*+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

    /** No engine nests types so deep; a text that somebody wrote could, and each level takes room on the stack. */
    private static final int DEEPEST = 200;

    private final String text;
    private int position;
    private int depth;

    TypeReader(String text) {
        this.text = text;
    }

    /** Names with their types, separated by commas: at least one. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        do {
            parts.add(new Part(name(), type()));
        } while (skip(','));
        return parts;
    }

    /** A type; one with parts may be without them, as Athena reports it. */
    ValueType type() {
        depth++;
        if (depth > DEEPEST) {
            throw expected("types that are nested less deeply than " + DEEPEST + " levels");
        }
        String name =
                TypeText.nameInSql(words().orElseThrow(() -> expected("a type such as bigint or array(varchar)")));
        ValueType type = skip('(') ? withParameters(name) : withoutParameters(name);
        depth--;
        return type;
    }

    private ValueType withParameters(String name) {
        ValueType type = switch (name) {
            case "array" -> new ValueType.ArrayOf(type());
            case "map" -> map();
            case "row" -> new ValueType.RowOf(parts());
            case "decimal" -> decimal();
            default -> lengths(name);
        };
        require(')');
        return type instanceof ValueType.Scalar scalar
                ? words().<ValueType>map(rest -> ValueType.Scalar.of(scalar.typeName() + " " + rest))
                        .orElse(scalar)
                : type;
    }

    private ValueType withoutParameters(String name) {
        if (name.equals("decimal")) {
            throw expected("the precision and scale of a decimal, such as (10,2),");
        }
        return ValueType.Scalar.of(name);
    }

    private ValueType map() {
        ValueType key = type();
        require(',');
        return new ValueType.MapOf(key, type());
    }

    private ValueType decimal() {
        int precision = number();
        return new ValueType.Scalar("decimal", precision, skip(',') ? number() : 0);
    }

    /** The length of a text and the precision of a time are no part of the type here. */
    private ValueType lengths(String name) {
        int unused = number();
        return ValueType.Scalar.of(name);
    }

    /** A name, in double quotes unless it is plain. */
    String name() {
        find(SPACE);
        return text.startsWith("\"", position)
                ? quotedName()
                : find(PLAIN_NAME)
                        .orElseThrow(() -> expected("the name of a column, in double quotes unless it is plain,"));
    }

    /** In quotes a doubled quote stands for one. */
    private String quotedName() {
        StringBuilder name = new StringBuilder();
        int from = position + 1;
        while (true) {
            int end = text.indexOf('"', from);
            if (end < 0) {
                throw expected("a closing \" after what begins");
            }
            name.append(text, from, end);
            from = end + 1;
            if (from == text.length() || text.charAt(from) != '"') {
                position = from;
                return name.toString();
            }
            name.append('"');
            from++;
        }
    }

    private int number() {
        find(SPACE);
        int begin = position;
        long number = find(NUMBER).map(Long::parseLong).orElse(Long.MAX_VALUE);
        if (number > Integer.MAX_VALUE) {
            position = begin;
            throw expected("a number up to " + Integer.MAX_VALUE);
        }
        return Math.toIntExact(number);
    }

    private Optional<String> words() {
        find(SPACE);
        return find(WORDS).map(words -> words.toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
    }

    private void require(char symbol) {
        if (!skip(symbol)) {
            throw expected("a " + symbol);
        }
    }

    /** Skips white space, and {@code symbol} if it follows. */
    boolean skip(char symbol) {
        find(SPACE);
        boolean next = position < text.length() && text.charAt(position) == symbol;
        if (next) {
            position++;
        }
        return next;
    }

    /** Fails unless nothing but white space is left. */
    void requireEnd() {
        find(SPACE);
        if (position < text.length()) {
            throw expected("a comma or nothing more");
        }
    }

    private Optional<String> find(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        position = matcher.end();
        return Optional.of(matcher.group());
    }

    private IllegalArgumentException expected(String what) {
        String rest = text.substring(position);
        return new IllegalArgumentException("must have " + what + " at index " + position + ", found "
                + (rest.isEmpty() ? "its end" : Excerpt.of(rest)));
    }
}
