package io.github.athenaconnect.type;

/**
 * A date and time without a zone.
 *
 * @param epochSecond seconds since the epoch if the zone were UTC
 * @param picos picoseconds since that second
 */
record LocalMoment(long epochSecond, long picos) {
    private static final int SECONDS_PER_DAY = 24 * 60 * 60;

    /** Reads {@code yyyy-MM-dd HH:mm:ss} with 0 to 12 fraction digits. */
    static LocalMoment read(TextCursor cursor) {
        long day = CalendarDay.readEpochDay(cursor);
        cursor.require(' ');
        ClockTime time = ClockTime.read(cursor);
        return new LocalMoment(day * SECONDS_PER_DAY + time.second(), time.picos());
    }
}
