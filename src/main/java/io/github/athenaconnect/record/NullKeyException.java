package io.github.athenaconnect.record;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;

/** A row whose key columns are all NULL, which no keyed record can stand for. */
public final class NullKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NullKeyException(List<Field> columns) {
        super("every key column ("
                + columns.stream().map(Field::name).collect(Collectors.joining(", "))
                + ") is NULL, but a keyed record needs a value. Leave such rows out with WHERE, give them a value with"
                + " COALESCE, or choose other key.columns; for a changed statement to run, reset the offset of this query,"
                + " as the result it points to is read to its end.");
    }
}
