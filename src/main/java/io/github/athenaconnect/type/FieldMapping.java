package io.github.athenaconnect.type;

import org.apache.kafka.connect.data.Schema;

/**
 * What one column becomes as a field of a row.
 *
 * @param decoder makes values of the schema of the column's texts
 */
record FieldMapping(String name, Schema schema, TextDecoder decoder) {}
