package io.github.athenaconnect.type;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A date and time without a zone.
 *
 * @param epochSecond seconds since the epoch if the zone were UTC
 * @param picos picoseconds since that second, 0 or more
 */
public record LocalMoment(long epochSecond, long picos) {
    private static final int SECONDS_PER_DAY = 24 * 60 * 60;

    /** A year beyond 9999 gets its sign by {@code java.time}, and none before 0 is lost. */
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /** Reads {@code yyyy-MM-dd HH:mm:ss} with 0 to 12 fraction digits. */
    static LocalMoment read(TextCursor cursor) {
        long day = CalendarDay.readEpochDay(cursor);
        cursor.require(' ');
        ClockTime time = ClockTime.read(cursor);
        return new LocalMoment(day * SECONDS_PER_DAY + time.second(), time.picos());
    }

    /** The text that {@link #read} takes, with 3 fraction digits as Athena writes them, or 6, 9 or 12 where they are needed. */
    String text() {
        LocalDateTime toTheSecond = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
        return SECONDS.format(toTheSecond) + "." + fraction();
    }

    private String fraction() {
        String digits = String.format(Locale.ROOT, "%012d", picos);
        int length = digits.length();
        while (length > 3 && digits.startsWith("000", length - 3)) {
            length -= 3;
        }
        return digits.substring(0, length);
    }
}
