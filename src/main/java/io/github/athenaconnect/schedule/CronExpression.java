package io.github.athenaconnect.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The readings of a clock that a cron expression matches, to the second. Immutable. */
final class CronExpression {
    private static final int HOURS = 24;
    private static final int SECONDS_OF_HOUR = 3600;

    /** From the first year that can be written to the last. Every day of the calendar comes back sooner. */
    private static final int YEARS = 130;

    private final String text;
    private final BitSet secondsOfDay;
    private final Predicate<LocalDate> days;

    private CronExpression(String text, BitSet secondsOfDay, Predicate<LocalDate> days) {
        this.text = text;
        this.secondsOfDay = secondsOfDay;
        this.days = days;
    }

    /**
     * Reads five fields as cron does, six or seven as Quartz does.
     *
     * @throws IllegalArgumentException if it cannot be read or is never due, in words that go on after a key's name
     */
    static CronExpression parse(String text) {
        List<String> fields = List.of(text.strip().toUpperCase(Locale.ROOT).split("\\s+"));
        try {
            CronExpression expression = switch (fields.size()) {
                case 5 -> unix(fields);
                case 6, 7 -> quartz(fields);
                default ->
                    throw new IllegalArgumentException(
                            "there are 5 fields (minute, hour, day of month, month, day of week), or 6 or 7 in"
                                    + " Quartz's form (second first, year last); found " + fields.size());
            };
            LocalDate first = LocalDate.of(CronField.YEAR.first(), 1, 1);
            if (expression.next(first.minusDays(1).atTime(LocalTime.MAX)).isEmpty()) {
                throw new IllegalArgumentException("no year has such a day, so that it would never be due");
            }
            return expression;
        } catch (IllegalArgumentException problem) {
            throw new IllegalArgumentException(
                    "must be a cron expression, but in \"" + text + "\" " + problem.getMessage(), problem);
        }
    }

    private static CronExpression unix(List<String> fields) {
        BitSet zero = new BitSet();
        zero.set(0);
        return new CronExpression(
                String.join(" ", fields),
                secondsOfDay(zero, fields.get(0), fields.get(1)),
                inMonths(fields.get(3)).and(CronDays.unix(fields.get(2), fields.get(4))));
    }

    private static CronExpression quartz(List<String> fields) {
        Predicate<LocalDate> years = fields.size() == 7 ? inYears(fields.get(6)) : date -> true;
        return new CronExpression(
                String.join(" ", fields),
                secondsOfDay(CronField.SECOND.numbers(fields.get(0)), fields.get(1), fields.get(2)),
                years.and(inMonths(fields.get(4))).and(CronDays.quartz(fields.get(3), fields.get(5))));
    }

    private static BitSet secondsOfDay(BitSet seconds, String minute, String hour) {
        BitSet minutes = CronField.MINUTE.numbers(minute);
        BitSet due = new BitSet();
        CronField.HOUR.numbers(hour).stream()
                .flatMap(ofDay -> minutes.stream().map(ofHour -> ofDay * 60 + ofHour))
                .flatMap(ofDay -> seconds.stream().map(second -> ofDay * 60 + second))
                .forEach(due::set);
        return due;
    }

    private static Predicate<LocalDate> inMonths(String field) {
        BitSet months = CronField.MONTH.numbers(field);
        return date -> months.get(date.getMonthValue());
    }

    private static Predicate<LocalDate> inYears(String field) {
        BitSet years = CronField.YEAR.numbers(field);
        return date -> years.get(Math.max(0, date.getYear()));
    }

    /** Whether the days it matches are due in each of their hours. */
    boolean isOfEveryHour() {
        return IntStream.range(0, HOURS)
                .allMatch(hour -> secondsOfDay
                                .get(hour * SECONDS_OF_HOUR, (hour + 1) * SECONDS_OF_HOUR)
                                .cardinality()
                        > 0);
    }

    /** The earliest reading after {@code reading}. */
    Optional<LocalDateTime> next(LocalDateTime reading) {
        LocalDate day = reading.toLocalDate();
        int second = secondsOfDay.nextSetBit(reading.toLocalTime().toSecondOfDay() + 1);
        if (second >= 0 && days.test(day)) {
            return Optional.of(at(day, second));
        }
        LocalDate end = day.plusYears(YEARS);
        return day.plusDays(1).datesUntil(end).filter(days).findFirst().map(due -> at(due, secondsOfDay.nextSetBit(0)));
    }

    /** The latest reading that is not after {@code reading}. */
    Optional<LocalDateTime> latest(LocalDateTime reading) {
        LocalDate day = reading.toLocalDate();
        int second = secondsOfDay.previousSetBit(reading.toLocalTime().toSecondOfDay());
        if (second >= 0 && days.test(day)) {
            return Optional.of(at(day, second));
        }
        LocalDate end = day.minusYears(YEARS);
        return day.minusDays(1)
                .datesUntil(end, Period.ofDays(-1))
                .filter(days)
                .findFirst()
                .map(due -> at(due, secondsOfDay.length() - 1));
    }

    private static LocalDateTime at(LocalDate day, int second) {
        return day.atTime(LocalTime.ofSecondOfDay(second));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CronExpression expression && expression.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
