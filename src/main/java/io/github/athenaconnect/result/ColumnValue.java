package io.github.athenaconnect.result;

import io.github.athenaconnect.type.Column;
import io.github.athenaconnect.type.TextValue;
import io.github.athenaconnect.type.UndecodableTextException;
import org.jspecify.annotations.Nullable;

/** Decodes one value of a row; where that fails, tells the user which it was. */
final class ColumnValue {
    private ColumnValue() {}

    /**
     * The value of {@code column}; null for the null of a JSON text.
     *
     * @param result where the result is, for messages
     * @param row number of the row, 1 for the first
     * @throws UndecodableRowException if the text is none of the column's type
     */
    static @Nullable Object decode(Object result, long row, Column column, TextValue text) {
        try {
            return column.decoder().decode(text);
        } catch (UndecodableTextException undecodable) {
            throw new UndecodableRowException(
                    "Result " + result + ", row " + row + ", column \""
                            + column.source().name() + "\" of type "
                            + column.source().typeName() + ": " + undecodable.getMessage(),
                    column.source().name(),
                    undecodable);
        }
    }
}
