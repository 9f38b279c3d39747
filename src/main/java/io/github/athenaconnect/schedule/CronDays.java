package io.github.athenaconnect.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The days that the two fields of days in a cron expression match. */
final class CronDays {
    private static final String ANY = "?";
    private static final int FRIDAY = DayOfWeek.FRIDAY.getValue();
    private static final Pattern FROM_LAST = Pattern.compile("L-([1-9]|[12][0-9]|30)");
    private static final Pattern NEAREST_WEEKDAY = Pattern.compile("(.+)W");
    private static final Pattern LAST_WEEKDAY = Pattern.compile("(.+)L");
    private static final Pattern NTH_WEEKDAY = Pattern.compile("(.+)#([1-5])");

    private CronDays() {}

    /** As cron does: either field may match, unless one begins with {@code *}; then both must. */
    static Predicate<LocalDate> unix(String dayOfMonth, String dayOfWeek) {
        BitSet days = CronField.UNIX_DAY.numbers(dayOfMonth);
        BitSet weekdays = CronField.UNIX_WEEKDAY.numbers(dayOfWeek);
        Predicate<LocalDate> ofMonth = date -> days.get(date.getDayOfMonth());
        Predicate<LocalDate> ofWeek = date -> weekdays.get(fromSunday(date));
        return dayOfMonth.startsWith("*") || dayOfWeek.startsWith("*") ? ofMonth.and(ofWeek) : ofMonth.or(ofWeek);
    }

    /** As Quartz does: one of the two fields is {@code ?}, and the other one counts. */
    static Predicate<LocalDate> quartz(String dayOfMonth, String dayOfWeek) {
        if (dayOfMonth.equals(ANY) == dayOfWeek.equals(ANY)) {
            throw new IllegalArgumentException("either the day of month or the day of week is ?, and not both; found \""
                    + dayOfMonth + "\" and \"" + dayOfWeek + "\"");
        }
        return dayOfWeek.equals(ANY) ? anyOf(dayOfMonth, CronDays::ofMonth) : anyOf(dayOfWeek, CronDays::ofWeek);
    }

    private static Predicate<LocalDate> anyOf(String list, Function<String, Predicate<LocalDate>> item) {
        return Arrays.stream(list.split(",", -1)).map(item).reduce(date -> false, Predicate::or);
    }

    private static Predicate<LocalDate> ofMonth(String item) {
        Matcher fromLast = FROM_LAST.matcher(item);
        Matcher nearest = NEAREST_WEEKDAY.matcher(item);
        if (item.equals("L")) {
            return date -> date.equals(lastOf(date));
        }
        if (item.equals("LW")) {
            return date -> date.equals(weekdayNear(lastOf(date)));
        }
        if (fromLast.matches()) {
            int days = Integer.parseInt(fromLast.group(1));
            return date -> date.getDayOfMonth() == date.lengthOfMonth() - days;
        }
        if (nearest.matches()) {
            int day = CronField.QUARTZ_DAY.number(nearest.group(1), item);
            return date -> day <= date.lengthOfMonth() && date.equals(weekdayNear(date.withDayOfMonth(day)));
        }
        BitSet days = CronField.QUARTZ_DAY.item(item);
        return date -> days.get(date.getDayOfMonth());
    }

    private static Predicate<LocalDate> ofWeek(String item) {
        Matcher last = LAST_WEEKDAY.matcher(item);
        Matcher nth = NTH_WEEKDAY.matcher(item);
        if (item.equals("L")) {
            return date -> date.getDayOfWeek() == DayOfWeek.SATURDAY;
        }
        if (last.matches()) {
            int weekday = CronField.QUARTZ_WEEKDAY.number(last.group(1), item);
            return date -> weekday == fromSunday(date) + 1 && date.getDayOfMonth() > date.lengthOfMonth() - 7;
        }
        if (nth.matches()) {
            int weekday = CronField.QUARTZ_WEEKDAY.number(nth.group(1), item);
            int week = Integer.parseInt(nth.group(2));
            return date -> weekday == fromSunday(date) + 1 && (date.getDayOfMonth() + 6) / 7 == week;
        }
        BitSet weekdays = CronField.QUARTZ_WEEKDAY.item(item);
        return date -> weekdays.get(fromSunday(date) + 1);
    }

    /** Sunday is 0. */
    private static int fromSunday(LocalDate date) {
        return date.getDayOfWeek().getValue() % DayOfWeek.values().length;
    }

    private static LocalDate lastOf(LocalDate date) {
        return date.with(TemporalAdjusters.lastDayOfMonth());
    }

    /** The day from Monday to Friday that is nearest and in the same month. */
    private static LocalDate weekdayNear(LocalDate day) {
        int beyond = day.getDayOfWeek().getValue() - FRIDAY;
        if (beyond <= 0) {
            return day;
        }
        LocalDate near = beyond == 1 ? day.minusDays(1) : day.plusDays(1);
        return near.getMonth() == day.getMonth() ? near : day.plusDays(beyond == 1 ? 2 : -2);
    }
}
