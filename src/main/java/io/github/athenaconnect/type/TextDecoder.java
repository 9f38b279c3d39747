package io.github.athenaconnect.type;

import org.jspecify.annotations.Nullable;

/**
 * Turns the text of one value that is not NULL into the Java value its Connect schema wants.
 *
 * <p>Without state, so one instance serves all rows and threads.
 */
@FunctionalInterface
public interface TextDecoder {
    /**
     * Decodes one value.
     *
     * @return null only for JSON's null, in a column that is decoded as JSON
     * @throws UndecodableTextException if the text is not a value of the type, or one that cannot be held without loss
     */
    @Nullable Object decode(TextValue text);
}
