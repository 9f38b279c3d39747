package io.github.athenaconnect.type;

import org.jspecify.annotations.Nullable;

/** How the text of a nested value is taken apart. Without state. */
interface NestedSyntax {
    /**
     * The value of a text, as {@link ValueDecoder} takes it, with a {@link TextValue} for each part that has no parts.
     *
     * @throws UndecodableTextException if the text has no value, or more than one
     */
    @Nullable Object read(TextValue text);
}
