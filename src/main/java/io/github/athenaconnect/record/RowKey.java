package io.github.athenaconnect.record;

import io.github.athenaconnect.type.Column;
import io.github.athenaconnect.type.RowType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
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
     * @throws UnusableValueException if every key column of the row is NULL
     */
    @Nullable Object of(Struct row);

    /**
     * The key that columns of these names make.
     *
     * @throws UnfitColumnException if they are not as many columns of the result
     */
    static RowKey of(RowType row, List<String> names) {
        List<Column> columns = new NamedColumns("key.columns", row).findEach(names);
        return switch (columns.size()) {
            case 0 -> new None();
            case 1 -> new OneColumn(columns.get(0));
            default -> SeveralColumns.of(row.schema(), columns);
        };
    }

    private static UnusableValueException allNull(List<Column> columns) {
        return new UnusableValueException("every key column ("
                + columns.stream().map(column -> column.source().name()).collect(Collectors.joining(", "))
                + ") is NULL, but a keyed record needs a value. Leave such rows out with WHERE, give them a value with"
                + " COALESCE, or choose other key.columns.");
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
    record OneColumn(Column column) implements RowKey {
        @Override
        public Schema schema() {
            return column.field().schema();
        }

        @Override
        public Object of(Struct row) {
            Object value = row.get(column.field());
            if (value == null) {
                throw allNull(List.of(column));
            }
            return value;
        }
    }

    /** A Struct of several columns, some of which may be NULL, but not all. */
    record SeveralColumns(Schema schema, List<Column> columns) implements RowKey {
        static SeveralColumns of(Schema row, List<Column> columns) {
            SchemaBuilder key = SchemaBuilder.struct();
            if (row.name() != null) {
                key.name(row.name() + ".Key");
            }
            columns.forEach(
                    column -> key.field(column.field().name(), column.field().schema()));
            return new SeveralColumns(key.build(), List.copyOf(columns));
        }

        @Override
        public Object of(Struct row) {
            if (columns.stream().map(column -> row.get(column.field())).noneMatch(Objects::nonNull)) {
                throw allNull(columns);
            }
            Struct key = new Struct(schema);
            columns.forEach(column -> key.put(column.field().name(), row.get(column.field())));
            return key;
        }
    }
}
