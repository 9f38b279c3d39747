package io.github.athenaconnect.type;

import org.apache.kafka.connect.data.Field;

/**
 * One column that becomes part of a row, decided once per result: where its value comes from, where it goes and how its
 * text is decoded.
 *
 * @param source the column as Athena reported it, or had before where {@link RowShape#kept} keeps that: the field is of this type
 * @param index its place among all columns of the result, from 0
 * @param field the field of the row's schema that takes the value
 * @param decoder what decodes its text
 */
public record Column(AthenaColumn source, int index, Field field, TextDecoder decoder) {
    /** A column of a result whose columns and fields are in the same order. */
    public Column(AthenaColumn source, Field field, TextDecoder decoder) {
        this(source, field.index(), field, decoder);
    }
}
