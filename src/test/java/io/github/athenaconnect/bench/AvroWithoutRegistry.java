package io.github.athenaconnect.bench;

import io.apicurio.registry.utils.converter.avro.AvroData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.storage.Converter;

/** Writes Avro as the registries' converters do, but for the five bytes that name the schema. For one task. */
public final class AvroWithoutRegistry implements Converter {
    private static final int SCHEMAS = 16;

    private final AvroData data = new AvroData(SCHEMAS);
    /** By identity: the rows of a query share a schema, and to compare it would take longer than to write one. */
    private final IdentityHashMap<Schema, GenericDatumWriter<Object>> writers = new IdentityHashMap<>();

    private BinaryEncoder encoder;

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        // There is nothing to choose.
    }

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        if (value == null) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try {
            encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
            writers.computeIfAbsent(schema, this::writer).write(data.fromConnectData(schema, value), encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("A value for topic " + topic + " could not be written", e);
        }
        return bytes.toByteArray();
    }

    private GenericDatumWriter<Object> writer(Schema schema) {
        return new GenericDatumWriter<>(data.fromConnectSchema(schema));
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] value) {
        throw new UnsupportedOperationException("Only written, never read");
    }
}
