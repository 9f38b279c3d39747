package io.github.athenaconnect.type;

import java.util.List;

/** How the labels of columns, and the names of a row's fields, become names in a schema: the configuration key {@code field.names}. */
public enum FieldNames {
    /** Unchanged; a name that is missing or there twice is an error. */
    AS_IS {
        @Override
        List<String> ofColumns(List<String> labels) {
            ColumnNames.requireUsable(labels);
            return labels;
        }

        @Override
        List<String> ofParts(String path, List<String> names) {
            ColumnNames.requireDistinctParts(path, names);
            return names;
        }

        @Override
        String ofSchema(String name) {
            return name;
        }
    },
    /** Adjusted to what Avro takes as a name; {@link AvroNames} has the rules. */
    AVRO {
        @Override
        List<String> ofColumns(List<String> labels) {
            ColumnNames.requireUsualNumber(labels);
            return AvroNames.distinct(labels);
        }

        @Override
        List<String> ofParts(String path, List<String> names) {
            return AvroNames.distinct(names);
        }

        @Override
        String ofSchema(String name) {
            return AvroNames.ofSchema(name);
        }
    };

    /**
     * One name of a field for each label of a result's columns, in their order and none twice.
     *
     * @throws UnusableColumnsException if there are no columns, or a label cannot be used
     */
    abstract List<String> ofColumns(List<String> labels);

    /**
     * One name of a field for each field of a row that is a value, in their order and none twice.
     *
     * @param path the names that lead to the row, joined by dots
     * @throws UnusableColumnsException if a name cannot be used
     */
    abstract List<String> ofParts(String path, List<String> names);

    /** The name of a schema whose parts are joined by dots. */
    abstract String ofSchema(String name);
}
