package io.github.athenaconnect.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A cron expression made up together with what it means, so that nothing has to parse it to know its readings.
 *
 * @param times of every day on which it is due
 */
record RandomCron(String text, Predicate<LocalDate> days, NavigableSet<LocalTime> times) {
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> WEEKDAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    /** A part of an expression and what it matches. */
    private record Part<T>(String text, Predicate<T> matches) {
        boolean isStarred() {
            return text.startsWith("*");
        }

        <U> Part<U> of(Function<U, T> property) {
            return new Part<>(text, value -> matches.test(property.apply(value)));
        }
    }

    /** Five fields. */
    static RandomCron unix(Random random) {
        Part<Integer> minute = numbers(random, 0, 59);
        Part<Integer> hour = numbers(random, 0, 23);
        Part<LocalDate> dayOfMonth = numbers(random, 1, 31).of(LocalDate::getDayOfMonth);
        Part<LocalDate> month = months(random);
        Part<LocalDate> dayOfWeek = weekdays(random, 0);
        Predicate<LocalDate> day = dayOfMonth.isStarred() || dayOfWeek.isStarred()
                ? dayOfMonth.matches.and(dayOfWeek.matches)
                : dayOfMonth.matches.or(dayOfWeek.matches);
        return new RandomCron(
                joined(minute, hour, dayOfMonth, month, dayOfWeek), day.and(month.matches), times(0, minute, hour));
    }

    /** Six or seven fields. */
    static RandomCron quartz(Random random) {
        Part<Integer> minute = numbers(random, 0, 59);
        Part<Integer> hour = numbers(random, 0, 23);
        Part<LocalDate> month = months(random);
        int second = random.nextInt(60);
        boolean byMonth = random.nextBoolean();
        Part<LocalDate> any = new Part<>("?", date -> true);
        Part<LocalDate> day = byMonth ? quartzDay(random) : quartzWeekday(random);
        Part<LocalDate> year = random.nextInt(4) > 0
                ? new Part<>("", date -> true)
                : item(random, 2020, 2032, 1970).of(LocalDate::getYear);
        return new RandomCron(
                (second + " " + joined(minute, hour, byMonth ? day : any, month, byMonth ? any : day, year)).strip(),
                day.matches.and(month.matches).and(year.matches),
                times(second, minute, hour));
    }

    private static String joined(Part<?>... parts) {
        return Stream.of(parts).map(Part::text).collect(Collectors.joining(" "));
    }

    private static NavigableSet<LocalTime> times(int second, Part<Integer> minute, Part<Integer> hour) {
        return IntStream.range(0, 24 * 60)
                .mapToObj(of -> LocalTime.of(of / 60, of % 60, second))
                .filter(time -> hour.matches.test(time.getHour()) && minute.matches.test(time.getMinute()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Part<Integer> numbers(Random random, int from, int to) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> new Part<>("*", number -> true);
            case 2, 3 -> item(random, from, to);
            default -> {
                List<Part<Integer>> items = Stream.generate(() -> item(random, from, to))
                        .limit(1 + random.nextInt(3))
                        .toList();
                yield new Part<>(
                        items.stream().map(Part::text).collect(Collectors.joining(",")),
                        number -> items.stream().anyMatch(part -> part.matches.test(number)));
            }
        };
    }

    private static Part<Integer> item(Random random, int from, int to) {
        return item(random, from, to, from);
    }

    private static Part<Integer> item(Random random, int from, int to, int least) {
        int one = random.nextInt(from, to + 1);
        int other = random.nextInt(one, to + 1);
        int step = random.nextInt(1, Math.max(2, (to - from) / 2));
        return switch (random.nextInt(6)) {
            case 0 -> new Part<>(one + "-" + other, number -> number >= one && number <= other);
            case 1 -> new Part<>("*/" + (step + 1), number -> (number - least) % (step + 1) == 0);
            case 2 ->
                new Part<>(
                        one + "-" + other + "/" + step,
                        number -> number >= one && number <= other && (number - one) % step == 0);
            default -> new Part<>(Integer.toString(one), number -> number == one);
        };
    }

    private static Part<LocalDate> months(Random random) {
        int one = random.nextInt(12);
        return random.nextInt(3) > 0
                ? numbers(random, 1, 12).of(LocalDate::getMonthValue)
                : new Part<LocalDate>(MONTHS.get(one), date -> date.getMonthValue() == one + 1);
    }

    /** Days of the week, of which Sunday has the number {@code sunday}. */
    private static Part<LocalDate> weekdays(Random random, int sunday) {
        if (random.nextInt(3) == 0) {
            int one = random.nextInt(7);
            int length = random.nextInt(7);
            return new Part<>(
                    WEEKDAYS.get(one) + "-" + WEEKDAYS.get((one + length) % 7),
                    date -> (number(date) - one + 7) % 7 <= length);
        }
        if (sunday == 0 && random.nextInt(6) == 0) {
            return new Part<>("7", date -> number(date) == 0);
        }
        return numbers(random, sunday, sunday + 6).of(date -> number(date) + sunday);
    }

    /** From Sunday, which is 0. */
    private static int number(LocalDate date) {
        return date.getDayOfWeek().getValue() % 7;
    }

    private static Part<LocalDate> quartzDay(Random random) {
        int day = 1 + random.nextInt(28);
        return switch (random.nextInt(6)) {
            case 0 -> new Part<>("L", date -> date.equals(last(date)));
            case 1 ->
                new Part<>(
                        "L-" + day,
                        date -> date.equals(last(date).minusDays(day))
                                && date.getMonth() == last(date).minusDays(day).getMonth());
            case 2 -> new Part<>("LW", date -> date.equals(weekdayNear(last(date))));
            case 3 -> new Part<>(day + "W", date -> date.equals(weekdayNear(date.withDayOfMonth(day))));
            default -> numbers(random, 1, 31).of(LocalDate::getDayOfMonth);
        };
    }

    private static Part<LocalDate> quartzWeekday(Random random) {
        int number = random.nextInt(7);
        DayOfWeek weekday = DayOfWeek.SUNDAY.plus(number);
        int nth = 1 + random.nextInt(5);
        return switch (random.nextInt(5)) {
            case 0 ->
                new Part<>((number + 1) + "L", date -> date.equals(date.with(TemporalAdjusters.lastInMonth(weekday))));
            case 1 ->
                new Part<>(
                        (random.nextBoolean() ? WEEKDAYS.get(number) : number + 1) + "#" + nth,
                        date -> date.equals(date.with(TemporalAdjusters.dayOfWeekInMonth(nth, weekday))));
            case 2 -> new Part<>("L", date -> date.getDayOfWeek() == DayOfWeek.SATURDAY);
            default -> weekdays(random, 1);
        };
    }

    private static LocalDate last(LocalDate date) {
        return date.with(TemporalAdjusters.lastDayOfMonth());
    }

    /** The working day nearest to a day, in the same month. */
    private static LocalDate weekdayNear(LocalDate day) {
        return IntStream.of(0, -1, 1, -2, 2)
                .mapToObj(day::plusDays)
                .filter(near -> near.getMonth() == day.getMonth()
                        && near.getDayOfWeek() != DayOfWeek.SATURDAY
                        && near.getDayOfWeek() != DayOfWeek.SUNDAY)
                .findFirst()
                .orElseThrow();
    }

    boolean matches(LocalDateTime reading) {
        return days.test(reading.toLocalDate()) && times.contains(reading.toLocalTime());
    }

    boolean isOfEveryHour() {
        return times.stream().map(LocalTime::getHour).distinct().count() == 24;
    }

    /** The earliest reading after one, if it comes within so many days. */
    Optional<LocalDateTime> next(LocalDateTime reading, int days) {
        return IntStream.rangeClosed(0, days)
                .mapToObj(reading.toLocalDate()::plusDays)
                .filter(this.days)
                .flatMap(day -> times.stream().map(day::atTime).filter(due -> due.isAfter(reading)))
                .findFirst();
    }

    /** The latest reading not after one, if it was within so many days. */
    Optional<LocalDateTime> latest(LocalDateTime reading, int days) {
        return IntStream.rangeClosed(0, days)
                .mapToObj(reading.toLocalDate()::minusDays)
                .filter(this.days)
                .flatMap(day -> times.descendingSet().stream().map(day::atTime).filter(due -> !due.isAfter(reading)))
                .findFirst();
    }
}
