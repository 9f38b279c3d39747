package io.github.athenaconnect.type;

import org.apache.kafka.connect.data.Time;

/** Decodes {@code time} as Connect's {@code Time}, which ends at the millisecond. */
final class TimeDecoder implements TextDecoder {
    private static final String EXPECTED = "a time (HH:mm:ss with up to 12 fraction digits)";
    private static final long PICOS_PER_MILLI = ClockTime.PICOS_PER_SECOND / 1000;

    @Override
    public Object decode(TextValue text) {
        TextCursor cursor = new TextCursor(text, EXPECTED);
        ClockTime time = ClockTime.read(cursor);
        cursor.requireEnd();
        if (time.picos() % PICOS_PER_MILLI != 0) {
            throw UndecodableTextException.of(
                    "a time without digits finer than a millisecond",
                    text,
                    "CAST the column AS time(3), or AS varchar, in the SQL");
        }
        return Time.toLogical(Time.SCHEMA, time.second() * 1000 + (int) (time.picos() / PICOS_PER_MILLI));
    }
}
