package io.github.athenaconnect.type;

import java.time.DateTimeException;
import java.time.LocalDate;

/** The days of the proleptic Gregorian calendar, which Athena's engine writes and {@code java.time} counts. */
final class CalendarDay {
    private static final int MINIMUM_YEAR_DIGITS = 4;
    private static final int MAXIMUM_YEAR_DIGITS = 9;

    private CalendarDay() {}

    /**
     * Reads {@code yyyy-MM-dd} as days since the epoch. A year may have a sign, and up to nine digits: how Athena writes
     * years after 9999 and before 0 is not documented.
     */
    static long readEpochDay(TextCursor cursor) {
        boolean beforeChrist = cursor.skip('-');
        if (!beforeChrist) {
            cursor.skip('+');
        }
        int year = (int) cursor.digits(MINIMUM_YEAR_DIGITS, MAXIMUM_YEAR_DIGITS);
        cursor.require('-');
        int month = (int) cursor.digits(2, 2);
        cursor.require('-');
        int day = (int) cursor.digits(2, 2);
        try {
            return LocalDate.of(beforeChrist ? -year : year, month, day).toEpochDay();
        } catch (DateTimeException noSuchDay) {
            throw cursor.mismatch();
        }
    }
}
