package io.github.athenaconnect.type;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Decides what the columns of one result become whose types are known down to their parts.
 *
 * <p>Mutable in one respect: it remembers the schema names it has given, because a converter such as Avro's knows two
 * structures of one name as one.
 */
final class ValueMappings {
    private final TypeSettings settings;
    private final TakenNames names;
    private final PartDecoders parts;

    private ValueMappings(TypeSettings settings, TakenNames names, PartDecoders parts) {
        this.settings = settings;
        this.names = names;
        this.parts = parts;
    }

    /** Of columns whose values come typed. */
    static ValueMappings ofTyped(TypeSettings settings) {
        TakenNames names = new TakenNames(new HashSet<>(Set.of(settings.schemaName())));
        return new ValueMappings(settings, names, ScalarValueDecoder::of);
    }

    /** Of columns of the same result whose values were taken apart from a text. */
    ValueMappings ofTexts() {
        return new ValueMappings(settings, names, (type, decoder) -> new PartTextDecoder(decoder));
    }

    /** What decodes parts that have no parts, by Athena's name of their type and the decoder of its texts. */
    private interface PartDecoders {
        ValueDecoder of(String typeName, TextDecoder decoder);
    }

    /**
     * What a column, or a field of a row, becomes.
     *
     * @param path the names that lead to it from the row's schema on, joined by dots
     * @throws UnusableColumnsException if it cannot become anything
     */
    ValueMapping mapField(String path, ValueType type) {
        return map(path, type, schema -> settings.athenaTypes().addTo(schema.optional(), TypeText.of(type)));
    }

    private ValueMapping mapElement(String path, ValueType type) {
        return map(path, type, SchemaBuilder::optional);
    }

    private ValueMapping map(String path, ValueType type, UnaryOperator<SchemaBuilder> presence) {
        if (type instanceof ValueType.ArrayOf array) {
            return array(path, array, presence);
        }
        if (type instanceof ValueType.MapOf map) {
            return map(path, map, presence);
        }
        if (type instanceof ValueType.RowOf row) {
            return row(path, row, presence);
        }
        return scalar(path, (ValueType.Scalar) type, presence);
    }

    private ValueMapping scalar(String path, ValueType.Scalar type, UnaryOperator<SchemaBuilder> presence) {
        ColumnMapping mapping = AthenaType.map(type.column(path), settings);
        return new ValueMapping(presence.apply(mapping.schema()).build(), parts.of(type.typeName(), mapping.decoder()));
    }

    private ValueMapping array(String path, ValueType.ArrayOf type, UnaryOperator<SchemaBuilder> presence) {
        ValueMapping element = mapElement(path, type.element());
        return new ValueMapping(
                presence.apply(SchemaBuilder.array(element.schema())).build(),
                new NestedValueDecoder.OfArray(element.decoder()));
    }

    /** Keys are never NULL, and converters write a map more plainly whose schema says so. */
    private ValueMapping map(String path, ValueType.MapOf type, UnaryOperator<SchemaBuilder> presence) {
        ValueMapping key = map(path + ".key", type.key(), SchemaBuilder::required);
        ValueMapping value = mapElement(path + ".value", type.value());
        SchemaBuilder schema = presence.apply(SchemaBuilder.map(key.schema(), value.schema()));
        if (key.schema().type() != Schema.Type.STRING) {
            // Avro's converters make an array of records of it; without a name all of a result would have the same one.
            schema.name(unused(settings.schemaName() + "." + path));
        }
        return new ValueMapping(schema.build(), new NestedValueDecoder.OfMap(key.decoder(), value.decoder()));
    }

    private ValueMapping row(String path, ValueType.RowOf type, UnaryOperator<SchemaBuilder> presence) {
        SchemaBuilder schema = presence.apply(SchemaBuilder.struct().name(unused(settings.schemaName() + "." + path)));
        List<String> sources = type.parts().stream().map(ValueType.Part::name).toList();
        List<String> names = settings.fieldNames().ofParts(path, sources);
        List<ValueDecoder> decoders = new ArrayList<>(sources.size());
        for (ValueType.Part part : type.parts()) {
            String name = names.get(decoders.size());
            ValueMapping mapping = mapField(path + "." + name, part.type());
            schema.field(name, mapping.schema());
            decoders.add(mapping.decoder());
        }
        Schema built = schema.build();
        return new ValueMapping(built, new NestedValueDecoder.OfRow(built, sources, decoders));
    }

    /** Names with dots in them may meet. */
    private String unused(String name) {
        return names.unused(name);
    }
}
