package io.github.athenaconnect.type;

import org.jspecify.annotations.Nullable;

/** Decodes a part of a nested value that comes as a {@link TextValue}. */
record PartTextDecoder(TextDecoder decoder) implements ValueDecoder {
    @Override
    public @Nullable Object decode(Object value) {
        return decoder.decode((TextValue) value);
    }

    @Override
    public String text(Object value) {
        return value.toString();
    }
}
