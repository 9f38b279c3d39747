package io.github.athenaconnect.type;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.apicurio.registry.serde.avro.NonRecordContainer;
import io.apicurio.registry.utils.converter.avro.AvroData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.jspecify.annotations.Nullable;

/** The converters that most workers use, made to take what the connector emits: to the bytes that consumers get, and back. */
public final class Converters {
    private static final int SCHEMAS_KEPT = 100;

    private Converters() {}

    /** All of them take it, and it comes back as it went. */
    public static void assertTake(Schema schema, Object value) {
        assertJsonTakes(schema, value);
        assertAvroTakes(schema, value);
    }

    /** JSON with its schema gives all back; without, it has the same payload. */
    public static void assertJsonTakes(Schema schema, Object value) {
        try (JsonConverter with = json(true);
                JsonConverter without = json(false)) {
            byte[] envelope = with.fromConnectData("topic", schema, value);
            SchemaAndValue back = with.toConnectData("topic", envelope);
            assertThat(back.schema()).as("JSON").isEqualTo(schema);
            assertThat(comparable(back.value())).as("JSON").isEqualTo(comparable(value));

            ObjectMapper reader = new ObjectMapper();
            assertThat(reader.readTree(without.fromConnectData("topic", schema, value)))
                    .isEqualTo(reader.readTree(envelope).get("payload"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonConverter json(boolean schemas) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", schemas), false);
        return converter;
    }

    /** Avro writes it by a schema that a registry can store as text, and whoever reads by that text gets all back. */
    public static void assertAvroTakes(Schema schema, Object value) {
        org.apache.avro.Schema stored =
                new org.apache.avro.Schema.Parser().parse(avroSchema(schema).toString());
        AvroData mapping = new AvroData(SCHEMAS_KEPT);
        SchemaAndValue back = mapping.toConnectData(stored, readAvro(stored, avroBytes(schema, value)));
        assertThat(back.schema()).as("Avro").isEqualTo(schema);
        assertThat(comparable(back.value())).as("Avro").isEqualTo(comparable(value));
    }

    /** With bytes as a buffer, which is equal to another of the same bytes, in whatever they are nested. */
    private static @Nullable Object comparable(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (value instanceof Struct struct) {
            List<Object> fields = new ArrayList<>();
            struct.schema().fields().forEach(field -> fields.add(comparable(struct.get(field))));
            return fields;
        }
        if (value instanceof List<?> list) {
            List<Object> elements = new ArrayList<>();
            list.forEach(element -> elements.add(comparable(element)));
            return elements;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> entries = new HashMap<>();
            map.forEach((key, element) -> entries.put(comparable(key), comparable(element)));
            return entries;
        }
        return value;
    }

    /** The Avro schema of a schema. */
    public static org.apache.avro.Schema avroSchema(Schema schema) {
        return new AvroData(SCHEMAS_KEPT).fromConnectSchema(schema);
    }

    private static byte[] avroBytes(Schema schema, Object value) {
        AvroData mapping = new AvroData(SCHEMAS_KEPT);
        Object mapped = mapping.fromConnectData(schema, value);
        Object datum = mapped instanceof NonRecordContainer<?> container ? container.getValue() : mapped;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<>(mapping.fromConnectSchema(schema)).write(datum, encoder);
            encoder.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static Object readAvro(org.apache.avro.Schema stored, byte[] bytes) {
        try {
            return new GenericDatumReader<>(stored)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
