package io.github.athenaconnect.type;

import org.apache.kafka.connect.data.SchemaBuilder;

/** Whether the schema of a field says which type of Athena's it stands for: the configuration key {@code schema.athena.types}. */
public enum AthenaTypeParameter {
    /** No; a converter that writes schemas into every message would repeat it there. */
    OMITTED {
        @Override
        SchemaBuilder addTo(SchemaBuilder field, String athenaType) {
            return field;
        }
    },
    /** Yes, as the schema's parameter {@value #NAME}. */
    ADDED {
        @Override
        SchemaBuilder addTo(SchemaBuilder field, String athenaType) {
            return field.parameter(NAME, athenaType);
        }
    };

    static final String NAME = "athena.type";

    /** The setting that the key's value stands for. */
    public static AthenaTypeParameter of(boolean added) {
        return added ? ADDED : OMITTED;
    }

    abstract SchemaBuilder addTo(SchemaBuilder field, String athenaType);
}
