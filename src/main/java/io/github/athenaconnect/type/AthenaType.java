package io.github.athenaconnect.type;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;

/**
 * One line of the table of Athena's types: what a column becomes, and the names by which Athena calls its type.
 *
 * <p>To add a type is to add a line, its decoder where the text will not do, and its cases in the specification files of
 * the tests.
 */
record AthenaType(Mapper mapper, List<String> names) {
    private static final List<AthenaType> TABLE = List.of(
            type(always(SchemaBuilder::bool, new BooleanDecoder()), "boolean"),
            type(always(SchemaBuilder::int8, IntegerDecoder.TINYINT), "tinyint"),
            type(always(SchemaBuilder::int16, IntegerDecoder.SMALLINT), "smallint"),
            type(always(SchemaBuilder::int32, IntegerDecoder.INTEGER), "integer", "int"),
            type(always(SchemaBuilder::int64, IntegerDecoder.BIGINT), "bigint"),
            // Athena reports SQL's real, of 32 bits, as float.
            type(always(SchemaBuilder::float32, new RealDecoder()), "real", "float"),
            type(always(SchemaBuilder::float64, new DoubleDecoder()), "double"),
            type(DecimalMapping::of, "decimal"),
            type(always(Date::builder, new DateDecoder()), "date"),
            type(always(Time::builder, new TimeDecoder()), "time"),
            type(TimestampMapping::local, "timestamp"),
            type(TimestampMapping::zoned, "timestamp with time zone"),
            type(always(SchemaBuilder::bytes, new BinaryDecoder()), "varbinary"),
            // The blanks that fill up a char(n) are part of its value.
            type(AthenaType::text, "varchar", "char", "string"),
            // Nothing in Connect stands for these; their text is exact, and every consumer can read it.
            type(AthenaType::text, "json", "uuid", "ipaddress", "geometry", "time with time zone"),
            type(AthenaType::text, "interval year to month", "interval day to second"),
            // Athena tells no element types, and its text of a nested value cannot be taken apart without guessing.
            type(AthenaType::text, "array", "map", "row", "struct"),
            // The type of a bare NULL, which has no other value.
            type(AthenaType::text, "unknown"));

    private static final Map<String, Mapper> MAPPERS = TABLE.stream()
            .flatMap(type -> type.names.stream().map(name -> Map.entry(name, type.mapper)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /**
     * What a column becomes.
     *
     * <p>Its type's name may be in any case, and parameters in it are ignored. A type that is not in the table, such as
     * one Athena has gained since, becomes its text.
     *
     * @throws UnusableColumnsException if the column's precision or scale cannot be
     */
    static ColumnMapping map(AthenaColumn column, TypeSettings settings) {
        return MAPPERS.getOrDefault(column.plainTypeName(), AthenaType::text).map(column, settings);
    }

    /** Every name in the table. */
    static List<String> allNames() {
        return TABLE.stream().flatMap(type -> type.names.stream()).toList();
    }

    private static AthenaType type(Mapper mapper, String... names) {
        return new AthenaType(mapper, List.of(names));
    }

    private static Mapper always(Supplier<SchemaBuilder> schema, TextDecoder decoder) {
        return (column, settings) -> new ColumnMapping(schema.get(), decoder);
    }

    private static ColumnMapping text(AthenaColumn column, TypeSettings settings) {
        return ColumnMapping.text();
    }

    /** Decides what a column becomes. */
    private interface Mapper {
        ColumnMapping map(AthenaColumn column, TypeSettings settings);
    }
}
