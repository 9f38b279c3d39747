package io.github.athenaconnect.localstack.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;

/**
 * One record of a topic, its JSON with schemas turned back into Connect's values.
 *
 * @param message the record as the consumer got it, bytes, headers and timestamp included
 * @param key the decoded key; schema and value are null where the record has none
 * @param value the decoded value; schema and value are null for a tombstone
 */
public record TopicRecord(ConsumerRecord<byte[], byte[]> message, SchemaAndValue key, SchemaAndValue value) {

    static TopicRecord of(
            ConsumerRecord<byte[], byte[]> message, JsonConverter keyConverter, JsonConverter valueConverter) {
        return new TopicRecord(
                message,
                keyConverter.toConnectData(message.topic(), message.headers(), message.key()),
                valueConverter.toConnectData(message.topic(), message.headers(), message.value()));
    }

    /** The value, which must be a struct. */
    public Struct struct() {
        return (Struct) value.value();
    }

    /** The offset in the record's partition. */
    public long offset() {
        return message.offset();
    }
}
