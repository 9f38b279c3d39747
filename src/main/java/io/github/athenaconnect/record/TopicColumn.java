package io.github.athenaconnect.record;

import io.github.athenaconnect.type.Column;
import io.github.athenaconnect.type.Excerpt;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.function.Function;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A column whose values are in the names of topics.
 *
 * @param text of a value that is not NULL
 */
record TopicColumn(Column column, Function<Object, String> text) {
    static final String KEY = "topic";

    /** The column, if values of its type have one text each, and one that can be in a name. */
    static TopicColumn of(Column column) {
        return switch (column.source().plainTypeName()) {
            case "varchar", "char", "string", "uuid", "boolean", "tinyint", "smallint", "integer", "int", "bigint" ->
                new TopicColumn(column, Object::toString);
            case "date" -> new TopicColumn(column, value -> day((Date) value));
            default ->
                throw new UnfitColumnException(
                        KEY,
                        KEY + " names '" + column.source().name() + "', a column of type "
                                + column.source().typeName()
                                + "; expected a varchar, char, uuid, boolean, date, or an integer type. Select its text in"
                                + " the SQL, such as CAST("
                                + SqlName.of(column.source().name())
                                + " AS varchar) AS topic_part, and name that.");
        };
    }

    private static String day(Date midnight) {
        return midnight.toInstant().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** The name that the result gives it. */
    String name() {
        return column.source().name();
    }

    @Nullable Object valueIn(Struct row) {
        return row.get(column.field());
    }

    /** What it adds to the name of the row's topic. */
    String textIn(Struct row) {
        Object value = valueIn(row);
        if (value == null) {
            throw nothing("NULL");
        }
        String part = text.apply(value);
        if (part.isEmpty()) {
            throw nothing("empty");
        }
        if (!TopicRules.isPart(part)) {
            throw new UnusableValueException("column \"" + name() + "\" is " + Excerpt.of(part)
                    + ", but a topic is named with a-z A-Z 0-9 . _ - only. Select a legal text in the SQL, such as"
                    + " regexp_replace(" + SqlName.of(name())
                    + ", '[^a-zA-Z0-9._-]', '_'), or leave such rows out with WHERE.");
        }
        return part;
    }

    private UnusableValueException nothing(String found) {
        return new UnusableValueException("column \"" + name() + "\" is " + found
                + ", but the row's topic is named after its value. Give it one in the SQL, such as"
                + " COALESCE(NULLIF(CAST(" + SqlName.of(name())
                + " AS varchar), ''), 'unknown'), or leave such rows out with WHERE.");
    }
}
