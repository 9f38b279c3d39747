package io.github.athenaconnect.type;

import org.apache.kafka.connect.data.Field;

/**
 * One column of a row, decided once per result: where its value goes and how its text is decoded.
 *
 * @param source the column as Athena reported it
 * @param field the field of the row's schema that takes the value
 * @param decoder what decodes its text
 */
public record Column(AthenaColumn source, Field field, TextDecoder decoder) {}
