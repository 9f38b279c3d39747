package io.github.athenaconnect.type;

import java.util.Comparator;

/**
 * A point on a calendar or a clock, to the picosecond: a date, a time of day, a timestamp without a zone, or one as the
 * clocks of UTC show it.
 *
 * @param epochSecond seconds since 1970-01-01 00:00:00 of the same calendar; of a time of day, those since midnight
 * @param picos picoseconds since that second
 */
public record LocalMoment(long epochSecond, long picos) implements Comparable<LocalMoment> {
    private static final Comparator<LocalMoment> ORDER =
            Comparator.comparingLong(LocalMoment::epochSecond).thenComparingLong(LocalMoment::picos);

    private static final int SECONDS_PER_DAY = 24 * 60 * 60;
    private static final String DATE = "a date (an existing day as yyyy-MM-dd)";
    private static final String TIME = "a time (HH:mm:ss with up to 12 fraction digits)";
    private static final String TIMESTAMP = "a timestamp (yyyy-MM-dd HH:mm:ss with up to 12 fraction digits)";

    /**
     * The midnight at which a date begins.
     *
     * @throws UndecodableTextException if the text is none
     */
    public static LocalMoment ofDate(String text) {
        TextCursor cursor = new TextCursor(TextValue.of(text), DATE);
        long day = CalendarDay.readEpochDay(cursor);
        cursor.requireEnd();
        return new LocalMoment(day * SECONDS_PER_DAY, 0);
    }

    /**
     * A time of day, counted from midnight.
     *
     * @throws UndecodableTextException if the text is none
     */
    public static LocalMoment ofTime(String text) {
        TextCursor cursor = new TextCursor(TextValue.of(text), TIME);
        ClockTime time = ClockTime.read(cursor);
        cursor.requireEnd();
        return new LocalMoment(time.second(), time.picos());
    }

    /**
     * A timestamp without a zone.
     *
     * @throws UndecodableTextException if the text is none
     */
    public static LocalMoment ofTimestamp(String text) {
        TextCursor cursor = new TextCursor(TextValue.of(text), TIMESTAMP);
        LocalMoment moment = read(cursor);
        cursor.requireEnd();
        return moment;
    }

    /**
     * What the clocks of UTC show at a timestamp with time zone; of an hour that a zone has twice the first is meant.
     *
     * @throws UndecodableTextException if the text is none, or the zone unknown
     */
    public static LocalMoment ofZonedTimestamp(String text) {
        return ZonedTimestampDecoder.inUtc(TextValue.of(text));
    }

    /** Reads {@code yyyy-MM-dd HH:mm:ss} with 0 to 12 fraction digits. */
    static LocalMoment read(TextCursor cursor) {
        long day = CalendarDay.readEpochDay(cursor);
        cursor.require(' ');
        ClockTime time = ClockTime.read(cursor);
        return new LocalMoment(day * SECONDS_PER_DAY + time.second(), time.picos());
    }

    @Override
    public int compareTo(LocalMoment other) {
        return ORDER.compare(this, other);
    }
}
