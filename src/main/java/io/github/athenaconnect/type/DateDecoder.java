package io.github.athenaconnect.type;

import org.apache.kafka.connect.data.Date;

/** Decodes {@code date} as Connect's {@code Date}, which counts days in an {@code INT32}. */
final class DateDecoder implements TextDecoder {
    private static final String EXPECTED = "a date (an existing day as yyyy-MM-dd)";

    @Override
    public Object decode(TextValue text) {
        TextCursor cursor = new TextCursor(text, EXPECTED);
        long day = CalendarDay.readEpochDay(cursor);
        cursor.requireEnd();
        if (day != (int) day) {
            throw UndecodableTextException.of("a date from -5877641-06-23 to 5881580-07-11", text);
        }
        return Date.toLogical(Date.SCHEMA, (int) day);
    }
}
