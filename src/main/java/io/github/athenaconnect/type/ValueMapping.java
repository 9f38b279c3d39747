package io.github.athenaconnect.type;

import org.apache.kafka.connect.data.Schema;

/**
 * What a type that is known down to its parts becomes.
 *
 * @param decoder makes values of the schema
 */
record ValueMapping(Schema schema, ValueDecoder decoder) {}
