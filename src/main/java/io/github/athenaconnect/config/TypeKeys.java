package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.LONG;
import static org.apache.kafka.common.config.ConfigDef.Width.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.type.AthenaTypeParameter;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.DeclaredTypes;
import io.github.athenaconnect.type.FieldNames;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import java.util.List;

/** What the columns of a result become. */
final class TypeKeys {
    private static final Key<DecimalMode> DECIMAL_MODE = Key.withDefault(
            "decimal.mode",
            Choice.among(DecimalMode.class),
            "decimal",
            Label.medium(
                    "Decimals as",
                    SHORT,
                    "What a `decimal` becomes: Connect's Decimal, its text, a double (which may lose digits), or the"
                            + " smallest integer type that holds it, a double if it has a fraction."));
    private static final Key<TimestampMode> TIMESTAMP_MODE = Key.withDefault(
            "timestamp.mode",
            Choice.among(TimestampMode.class),
            "millis",
            Label.medium(
                    "Timestamps as",
                    SHORT,
                    "What a `timestamp` becomes: Connect's Timestamp, where digits finer than a millisecond are an"
                            + " error (`millis`) or cut off (`millis_truncated`); an INT64 of micros or nanos since"
                            + " the epoch; or its text."));
    private static final Key<String> SCHEMA_NAME = Key.optional(
            "schema.name",
            Form.text("a name", name -> name),
            Label.medium("Schema name", MEDIUM, "Connect's name of the row's schema; `<database>.<query>` if unset."));

    private static final Key<FieldNames> FIELD_NAMES = Key.withDefault(
            "field.names",
            Choice.among(FieldNames.class),
            "as_is",
            Label.medium(
                    "Field names",
                    SHORT,
                    "Names of fields: the labels of the result's columns (`as_is`), or those adjusted to Avro's rules"
                            + " (`avro`): other characters become `_`, and a name that is there already gets `_2`, `_3`"
                            + " and so on. The fields of nested rows and the schema's name are adjusted too."));
    private static final Key<Boolean> ATHENA_TYPES = Key.withDefault(
            "schema.athena.types",
            Form.flag(),
            false,
            Label.low(
                    "Athena types in schemas",
                    SHORT,
                    "Whether the schema of each field has its Athena type, such as `decimal(10,2)`, as parameter"
                            + " `athena.type`. JSON with schemas repeats it in every message."));

    private static final Key<DeclaredTypes> NESTED_TYPES = Key.optional(
            DeclaredTypes.KEY,
            Form.longText(
                    "columns and their types, such as `tags array(varchar); counts map(varchar, bigint)`",
                    DeclaredTypes::parse),
            Label.medium(
                    "Nested types",
                    LONG,
                    "The types of columns that hold arrays, maps or rows and come as text, in the notation of SQL or of"
                            + " the catalog (`array<string>`). A column of JSON, as `CAST(tags AS JSON) AS tags` is,"
                            + " is always decoded; Athena's own text of an array, a map or a row is where it can be"
                            + " read in one way only. Columns that are not declared are their text."));

    static final List<Key<?>> KEYS =
            List.of(DECIMAL_MODE, TIMESTAMP_MODE, NESTED_TYPES, SCHEMA_NAME, FIELD_NAMES, ATHENA_TYPES);

    private TypeKeys() {}

    /**
     * Reads them.
     *
     * @param name of the schema unless one is set
     */
    static TypeSettings read(Values own, String name) {
        return new TypeSettings(
                own.find(SCHEMA_NAME).orElse(name),
                own.get(DECIMAL_MODE),
                own.get(TIMESTAMP_MODE),
                own.get(FIELD_NAMES),
                AthenaTypeParameter.of(own.get(ATHENA_TYPES)),
                own.find(NESTED_TYPES).orElse(DeclaredTypes.NONE));
    }
}
