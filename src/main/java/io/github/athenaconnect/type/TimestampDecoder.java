package io.github.athenaconnect.type;

/** Decodes {@code timestamp}, taken as UTC whatever the worker's own time zone. */
record TimestampDecoder(EpochUnit unit) implements TextDecoder {
    private static final String EXPECTED = "a timestamp (yyyy-MM-dd HH:mm:ss with up to 12 fraction digits)";

    @Override
    public Object decode(TextValue text) {
        TextCursor cursor = new TextCursor(text, EXPECTED);
        LocalMoment moment = LocalMoment.read(cursor);
        cursor.requireEnd();
        return unit.value(moment.epochSecond(), moment.picos(), () -> text);
    }
}
