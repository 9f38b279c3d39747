package io.github.athenaconnect.watermark;

import io.github.athenaconnect.type.Excerpt;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A walk through a text of column names and SQL literals; the first thing that does not fit ends it. */
final class LiteralReader {
    private static final Pattern SPACE = Pattern.compile("\\s*+");
    private static final Pattern SIMPLE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+");
    private static final Pattern TRUTH = Pattern.compile("(?i)(?:true|false)\\b");
    private static final Pattern WORD_BEFORE_STRING = Pattern.compile("([A-Za-z]*+)\\s*+(?=')");
    private static final Pattern CAST_BEFORE_STRING = Pattern.compile("(?i)cast\\s*+\\(\\s*+(?=')");
    private static final Pattern AS_CHAR =
            Pattern.compile("(?i)\\s*+as\\s++char\\s*+\\(\\s*+([0-9]{1,5})\\s*+\\)\\s*+\\)");

    /** Whether a zone follows the time of day. */
    private static final Pattern WITHOUT_ZONE = Pattern.compile("\\S* [0-9:.]*");

    private final String text;
    private int position;

    LiteralReader(String text) {
        this.text = text;
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

    boolean atEnd() {
        find(SPACE);
        return position == text.length();
    }

    /** The name of a column, in double quotes unless it is simple. */
    String column() {
        find(SPACE);
        if (text.startsWith("\"", position)) {
            return quotedText('"');
        }
        return find(SIMPLE_NAME).map(Matcher::group).orElseThrow(() -> expected("the name of a column"));
    }

    static String quoted(String column) {
        return SIMPLE_NAME.matcher(column).matches() ? column : '"' + column.replace("\"", "\"\"") + '"';
    }

    /** Whether a literal begins here that is more than a bare word or number. */
    boolean atQuotedLiteral() {
        find(SPACE);
        return Stream.of(WORD_BEFORE_STRING, CAST_BEFORE_STRING)
                .anyMatch(beginning ->
                        beginning.matcher(text).region(position, text.length()).lookingAt());
    }

    /** What comes before the next comma, or the end, without white space around it. */
    String bareText() {
        int comma = text.indexOf(',', position);
        int end = comma < 0 ? text.length() : comma;
        String bare = text.substring(position, end).strip();
        position = end;
        return bare;
    }

    /** A literal of any type in {@link ValueType}. */
    WatermarkValue literal() {
        find(SPACE);
        return find(TRUTH)
                .map(truth -> value(ValueType.BOOLEAN, truth.group()))
                .or(() -> find(CAST_BEFORE_STRING).map(cast -> fixedLength()))
                .or(() -> find(WORD_BEFORE_STRING).map(word -> typed(word.group(1))))
                .orElseThrow(() -> expected("a literal such as TIMESTAMP '2026-01-31 12:00:00', BIGINT '7' or 'text'"));
    }

    private WatermarkValue typed(String word) {
        String string = quotedText('\'');
        if (word.isEmpty()) {
            return value(ValueType.VARCHAR, string);
        }
        if (word.equalsIgnoreCase("x")) {
            return value(ValueType.VARBINARY, string);
        }
        ValueType type = ValueType.ofLiteral(word)
                .orElseThrow(() -> new IllegalArgumentException("must be a literal of a type that has an order, found "
                        + word.toUpperCase(Locale.ROOT) + " '...'; put a text into single quotes as a whole"));
        boolean zoned =
                type == ValueType.TIMESTAMP && !WITHOUT_ZONE.matcher(string).matches();
        return value(zoned ? ValueType.ZONED_TIMESTAMP : type, string);
    }

    private WatermarkValue fixedLength() {
        String string = quotedText('\'');
        int length = find(AS_CHAR).map(as -> Integer.parseInt(as.group(1))).orElseThrow(() -> expected("AS char(n))"));
        int missing = length - string.codePointCount(0, string.length());
        if (missing < 0) {
            throw new IllegalArgumentException(
                    "must be a text of " + length + " characters at most, found " + Excerpt.of(string));
        }
        return value(ValueType.CHAR, string + " ".repeat(missing));
    }

    /** What stands in quotes here, in which a doubled quote stands for one. */
    private String quotedText(char quote) {
        StringBuilder unquoted = new StringBuilder();
        int from = position + 1;
        while (true) {
            int end = text.indexOf(quote, from);
            if (end < 0) {
                throw expected("a closing " + quote + " after what begins");
            }
            unquoted.append(text, from, end);
            from = end + 1;
            if (from == text.length() || text.charAt(from) != quote) {
                position = from;
                return unquoted.toString();
            }
            unquoted.append(quote);
            from++;
        }
    }

    /** A value that has a place in the order. */
    static WatermarkValue value(ValueType type, String text) {
        return type.read(text).orElseThrow(() -> type.mismatch(text));
    }

    private Optional<Matcher> find(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        position = matcher.end();
        return Optional.of(matcher);
    }

    IllegalArgumentException expected(String what) {
        String rest = text.substring(position);
        return new IllegalArgumentException("must have " + what + " at index " + position + ", found "
                + (rest.isEmpty() ? "its end" : Excerpt.of(rest)));
    }
}
