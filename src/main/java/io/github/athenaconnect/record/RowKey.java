package io.github.athenaconnect.record;

import java.util.List;
import java.util.Objects;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** How the key is taken from a row; decided once per result. */
sealed interface RowKey {
    /** The key's schema, or null for no key. */
    @Nullable Schema schema();

    /**
     * The key of one row.
     *
     * @throws NullKeyException if every key column of the row is NULL
     */
    @Nullable Object of(Struct row);

    /** The key that these columns make. */
    static RowKey of(Schema row, List<Field> columns) {
        return switch (columns.size()) {
            case 0 -> new None();
            case 1 -> new OneColumn(columns.get(0));
            default -> SeveralColumns.of(row, columns);
        };
    }

    /** No key: Kafka spreads the records over the partitions. */
    record None() implements RowKey {
        @Override
        public @Nullable Schema schema() {
            return null;
        }

        @Override
        public @Nullable Object of(Struct row) {
            return null;
        }
    }

    /** The value of one column, with that column's type. */
    record OneColumn(Field column) implements RowKey {
        @Override
        public Schema schema() {
            return column.schema();
        }

        @Override
        public Object of(Struct row) {
            Object value = row.get(column);
            if (value == null) {
                throw new NullKeyException(List.of(column));
            }
            return value;
        }
    }

    /** A Struct of several columns, some of which may be NULL, but not all. */
    record SeveralColumns(Schema schema, List<Field> columns) implements RowKey {
        static SeveralColumns of(Schema row, List<Field> columns) {
            SchemaBuilder key = SchemaBuilder.struct();
            if (row.name() != null) {
                key.name(row.name() + ".Key");
            }
            columns.forEach(column -> key.field(column.name(), column.schema()));
            return new SeveralColumns(key.build(), List.copyOf(columns));
        }

        @Override
        public Object of(Struct row) {
            if (columns.stream().map(row::get).noneMatch(Objects::nonNull)) {
                throw new NullKeyException(columns);
            }
            Struct key = new Struct(schema);
            columns.forEach(column -> key.put(column.name(), row.get(column)));
            return key;
        }
    }
}
