package io.github.athenaconnect.type;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.thirdparty.jackson.core.JsonFactory;
import software.amazon.awssdk.thirdparty.jackson.core.JsonParser;
import software.amazon.awssdk.thirdparty.jackson.core.JsonProcessingException;
import software.amazon.awssdk.thirdparty.jackson.core.StreamReadConstraints;
import software.amazon.awssdk.thirdparty.jackson.core.exc.StreamConstraintsException;

/**
 * Takes apart JSON, as {@code CAST(x AS JSON)} makes it of an array, a map or a row.
 *
 * <p>The reader of JSON is the one that the AWS SDK brings for its own protocol, under a name of its own: Connect's is not
 * for plugins, and a second one would only be another to look after.
 */
final class JsonSyntax implements NestedSyntax {
    /** Longer numbers are none of Athena's. */
    private static final int LONGEST_NUMBER = 1_000;

    /** Of what is kept as JSON; how deep the rest is, the declared type says. */
    private static final int DEEPEST = 1_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            // Names of fields are data here: remembering all that were ever seen saves nothing.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .build();

    private final ValueType type;
    private final StringDecoder strings = new StringDecoder();

    JsonSyntax(ValueType type) {
        this.type = type;
    }

    @Override
    public @Nullable Object read(TextValue text) {
        String json = strings.decode(text);
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                throw UndecodableTextException.of("JSON for " + TypeText.of(type), text);
            }
            Object value = new JsonReading(json, parser).value(type);
            if (parser.nextToken() != null) {
                throw UndecodableTextException.of("one JSON value for " + TypeText.of(type), text);
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new UndecodableTextException(
                    "Expected JSON for " + TypeText.of(type) + ", found " + Excerpt.of(text) + ", " + problem(e));
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory is read without any device", e);
        }
    }

    private static String problem(JsonProcessingException e) {
        return e instanceof StreamConstraintsException
                ? "which is more than " + DEEPEST + " deep, or has a number of more than " + LONGEST_NUMBER + " digits"
                : "which is none behind character " + e.getLocation().getCharOffset();
    }
}
