package io.github.athenaconnect.type;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * One column that becomes part of a row, decided once per result: where its value comes from, where it goes and how its
 * text is decoded. Immutable.
 */
public final class Column {
    private final AthenaColumn source;
    private final int index;
    private final Field field;
    private final Field unnamed;
    private final TextDecoder decoder;

    /**
     * Decides them.
     *
     * @param source the column as Athena reported it, or had before where {@link RowShape#kept} keeps that: the field is of
     *     this type
     * @param index its place among all columns of the result, from 0
     * @param field the field of the row's schema that takes the value
     * @param decoder what decodes its text
     */
    public Column(AthenaColumn source, int index, Field field, TextDecoder decoder) {
        this.source = source;
        this.index = index;
        this.field = field;
        this.unnamed = new Field(null, field.index(), field.schema());
        this.decoder = decoder;
    }

    /** A column of a result whose columns and fields are in the same order. */
    public Column(AthenaColumn source, Field field, TextDecoder decoder) {
        this(source, field.index(), field, decoder);
    }

    /** The column as Athena reported it, or had before. */
    public AthenaColumn source() {
        return source;
    }

    /** Its place among all columns of the result, from 0. */
    public int index() {
        return index;
    }

    /** The field of the row's schema that takes the value. */
    public Field field() {
        return field;
    }

    /** What decodes its text. */
    public TextDecoder decoder() {
        return decoder;
    }

    /**
     * Gives a row its value of this column.
     *
     * <p>Connect 4 writes a text with the name of the field for each value that it checks, in case the value should not fit,
     * unless there is no name (org.apache.kafka.connect.data.ConnectSchema#validateValue in 4.3.1).
     *
     * @param row of the schema that {@link #field} is part of
     */
    public void put(Struct row, @Nullable Object value) {
        row.put(unnamed, value);
    }
}
