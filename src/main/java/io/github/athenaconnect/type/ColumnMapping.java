package io.github.athenaconnect.type;

import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * What one column becomes.
 *
 * @param schema the schema of its field, still open: {@link RowTypes} adds what all fields have in common
 * @param decoder makes values of that schema
 */
record ColumnMapping(SchemaBuilder schema, TextDecoder decoder) {
    /** The text as it stands. */
    static ColumnMapping text() {
        return new ColumnMapping(SchemaBuilder.string(), new StringDecoder());
    }
}
