package io.github.athenaconnect.offset;

import io.github.athenaconnect.type.KnownColumns;
import io.github.athenaconnect.watermark.Watermark;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of a stored offset, typed: every one that is missing or of another type is named. */
final class StoredFields {
    private final String query;
    private final Map<String, ?> stored;

    StoredFields(String query, Map<String, ?> stored) {
        this.query = query;
        this.stored = stored;
    }

    boolean has(String key) {
        return stored.get(key) != null;
    }

    String text(String key) {
        return optionalText(key).orElseThrow(() -> unreadable(key, "a text", null));
    }

    Optional<String> optionalText(String key) {
        Object value = stored.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw unreadable(key, "a text", value);
    }

    /** A whole number from 0; what went in as an Integer may come back as a Long. */
    long number(String key) {
        Object value = stored.get(key);
        if (value instanceof Long || value instanceof Integer) {
            long number = ((Number) value).longValue();
            if (number >= 0) {
                return number;
            }
        }
        throw unreadable(key, "a whole number from 0", value);
    }

    int smallNumber(String key) {
        long number = number(key);
        if (number > Integer.MAX_VALUE) {
            throw unreadable(key, "a whole number up to " + Integer.MAX_VALUE, number);
        }
        return (int) number;
    }

    boolean truth(String key) {
        if (stored.get(key) instanceof Boolean truth) {
            return truth;
        }
        throw unreadable(key, "true or false", stored.get(key));
    }

    Instant instant(String key) {
        String text = text(key);
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw unreadable(key, "an instant such as 2026-01-31T12:00:00Z", text);
        }
    }

    Optional<Watermark> watermark(String key) {
        return optionalText(key).map(text -> parsed(key, text, Watermark::parse));
    }

    Optional<KnownColumns> columns(String key) {
        return optionalText(key).map(text -> parsed(key, text, KnownColumns::parse));
    }

    private <T> T parsed(String key, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw unreadable("has as '" + key + "' a text that " + e.getMessage() + ". Correct it");
        }
    }

    private UnreadableOffsetException unreadable(String key, String expected, @Nullable Object found) {
        return unreadable("should have " + expected + " as '" + key + "', but has "
                + (found == null ? "nothing" : "'" + found + "'") + ". Correct it");
    }

    /** Says what is wrong with the offset, up to the way out that is always open. */
    UnreadableOffsetException unreadable(String wrong) {
        return new UnreadableOffsetException(
                "Query '" + query + "': its stored offset " + wrong + ", or reset the offset of this query.");
    }
}
