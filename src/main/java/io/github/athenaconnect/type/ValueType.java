package io.github.athenaconnect.type;

import java.util.List;

/**
 * A type that is known down to its last part, as a Parquet file or a declaration tells it; {@code ColumnInfo}
 * names only the outermost one.
 *
 * <p>{@link ValueDecoder} says which Java value stands for a value of each.
 */
public sealed interface ValueType {
    /** Athena's name of the type, as {@link AthenaColumn#typeName}. */
    String typeName();

    /**
     * A type without parts.
     *
     * @param precision digits of a decimal; meaningless for other types
     * @param scale fraction digits of a decimal; meaningless for other types
     */
    record Scalar(String typeName, int precision, int scale) implements ValueType {
        /** A type without parameters. */
        public static Scalar of(String typeName) {
            return new Scalar(typeName, 0, 0);
        }

        AthenaColumn column(String name) {
            return new AthenaColumn(name, typeName, precision, scale);
        }
    }

    /** An {@code array}. */
    record ArrayOf(ValueType element) implements ValueType {
        @Override
        public String typeName() {
            return "array";
        }
    }

    /** A {@code map}; its keys are never NULL. */
    record MapOf(ValueType key, ValueType value) implements ValueType {
        @Override
        public String typeName() {
            return "map";
        }
    }

    /** A {@code row}, or all columns of a result. */
    record RowOf(List<Part> parts) implements ValueType {
        public RowOf {
            parts = List.copyOf(parts);
        }

        @Override
        public String typeName() {
            return "row";
        }
    }

    /** A field of a {@code row}, or a column. */
    record Part(String name, ValueType type) {
        /** What Athena calls a field of a row that has no name of its own. */
        static String unnamed(int index) {
            return "field" + index;
        }
    }
}
