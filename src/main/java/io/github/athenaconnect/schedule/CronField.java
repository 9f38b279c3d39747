package io.github.athenaconnect.schedule;

import java.util.BitSet;
import java.util.List;

/**
 * A field of a cron expression: the numbers it takes, and how they are written.
 *
 * @param name in messages
 * @param first the least number
 * @param last the greatest number that may be written
 * @param count how many numbers differ: one beyond them begins anew, as 7 is Sunday like 0
 * @param words what may be written for {@code first} and the numbers after it, in upper case
 * @param takes what may be written in the place of one number, in words
 */
record CronField(String name, int first, int last, int count, List<String> words, String takes) {
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

    static final CronField SECOND = numbered("second", 0, 59);
    static final CronField MINUTE = numbered("minute", 0, 59);
    static final CronField HOUR = numbered("hour", 0, 23);
    static final CronField MONTH = new CronField("month", 1, 12, 12, MONTHS, "1-12 or JAN-DEC");
    static final CronField YEAR = numbered("year", 1970, 2099);
    static final CronField UNIX_DAY = numbered("day of month", 1, 31);
    static final CronField UNIX_WEEKDAY =
            new CronField("day of week", 0, 7, 7, DAYS, "0-7 or SUN-SAT, where 0 and 7 are Sunday");
    static final CronField QUARTZ_DAY =
            new CronField("day of month", 1, 31, 31, List.of(), "1-31, L, L-1 to L-30, LW, 1W to 31W, or ? alone");
    static final CronField QUARTZ_WEEKDAY = new CronField(
            "day of week", 1, 7, 7, DAYS, "1-7 or SUN-SAT, where 1 is Sunday, L, 1L to 7L, 1#1 to 7#5, or ? alone");

    private static CronField numbered(String name, int first, int last) {
        return new CronField(name, first, last, last - first + 1, List.of(), first + "-" + last);
    }

    /**
     * The numbers that a list of numbers, ranges and steps stands for.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    BitSet numbers(String list) {
        BitSet numbers = new BitSet();
        for (String item : list.split(",", -1)) {
            numbers.or(item(item));
        }
        return numbers;
    }

    /** The numbers of one item of a list. */
    BitSet item(String item) {
        String[] rangeAndStep = item.split("/", -1);
        if (rangeAndStep.length > 2) {
            throw refused(item);
        }
        boolean stepped = rangeAndStep.length == 2;
        int step = stepped ? digits(rangeAndStep[1], item) : 1;
        if (step < 1 || step > count) {
            throw refused(item);
        }
        String range = rangeAndStep[0];
        if (range.equals("*")) {
            return stepping(first, first + count - 1, step);
        }
        String[] ends = range.split("-", -1);
        int from = number(ends[0], item);
        int to = switch (ends.length) {
            case 1 -> stepped ? first + count - 1 : from;
            case 2 -> number(ends[1], item);
            default -> throw refused(item);
        };
        return stepping(from, to < from ? to + count : to, step);
    }

    private BitSet stepping(int from, int to, int step) {
        BitSet numbers = new BitSet();
        for (int number = from; number <= to; number += step) {
            numbers.set(first + (number - first) % count);
        }
        return numbers;
    }

    /** One number, by its digits or its word. */
    int number(String text, String item) {
        int word = words.indexOf(text);
        int number = word < 0 ? digits(text, item) : first + word;
        if (number < first || number > last) {
            throw refused(item);
        }
        return number;
    }

    private int digits(String text, String item) {
        if (!text.matches("[0-9]{1,4}")) {
            throw refused(item);
        }
        return Integer.parseInt(text);
    }

    IllegalArgumentException refused(String item) {
        return new IllegalArgumentException(
                "the " + name + " takes " + takes + ", * or a list, range or step; found \"" + item + "\"");
    }
}
