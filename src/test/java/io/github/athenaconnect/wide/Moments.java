package io.github.athenaconnect.wide;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Dates, times, timestamps and intervals. */
final class Moments {
    private static final LocalDate EPOCH = LocalDate.EPOCH;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final List<String> ZONES =
            List.of("UTC", "America/Los_Angeles", "Europe/Warsaw", "Asia/Kathmandu", "+02:00", "-11:30");

    private Moments() {}

    static Stream<WideType> stored() {
        return Stream.of(date(), timestamp());
    }

    /** Those that no table has. */
    static Stream<WideType> computed() {
        return Stream.of(
                time(),
                zonedTimestamp(),
                WideType.of(
                        "time with time zone",
                        "time with time zone",
                        Stream.of("01:02:03.456+02:00", "23:59:59.999-11:30", "00:00:00.000+00:00")
                                .map(text -> Cell.cast("time with time zone", text, text))
                                .toList()),
                WideType.of(
                        "interval day to second",
                        "interval day to second",
                        List.of(
                                new Cell("INTERVAL '2' DAY", "2 00:00:00.000"),
                                new Cell("INTERVAL '0' SECOND", "0 00:00:00.000"),
                                new Cell("INTERVAL '-3' HOUR", "-0 03:00:00.000"),
                                new Cell("INTERVAL '-5' SECOND", "-0 00:00:05.000"),
                                new Cell("INTERVAL '5.678' SECOND", "0 00:00:05.678"),
                                new Cell("(INTERVAL '100' DAY + INTERVAL '25' HOUR)", "101 01:00:00.000"),
                                new Cell("(INTERVAL '-2' DAY + INTERVAL '-5' SECOND)", "-2 00:00:05.000"))),
                WideType.of(
                        "interval year to month",
                        "interval year to month",
                        List.of(
                                new Cell("INTERVAL '3' MONTH", "0-3"),
                                new Cell("INTERVAL '12' YEAR", "12-0"),
                                new Cell("(INTERVAL '-1' YEAR + INTERVAL '-2' MONTH)", "-1-2"))));
    }

    static WideType date() {
        return new WideType(
                "date",
                "date",
                Stream.of(
                                LocalDate.EPOCH,
                                LocalDate.parse("1969-12-31"),
                                LocalDate.parse("2024-02-29"),
                                LocalDate.parse("1582-10-04"),
                                LocalDate.parse("1582-10-10"),
                                LocalDate.parse("1900-02-28"),
                                LocalDate.parse("0001-01-01"),
                                LocalDate.parse("9999-12-31"),
                                LocalDate.parse("+10000-01-01"),
                                LocalDate.parse("+123456-07-08"),
                                LocalDate.parse("0000-02-29"),
                                LocalDate.parse("-0001-12-31"),
                                LocalDate.parse("-4712-01-01"))
                        .map(Moments::date)
                        .toList(),
                random -> date(EPOCH.plusDays(random.nextInt() >> random.nextInt(8, 32))));
    }

    static WideType timestamp() {
        return new WideType(
                "timestamp",
                "timestamp",
                Stream.of(
                                "1970-01-01T00:00:00.000",
                                "1969-12-31T23:59:59.999",
                                "1969-12-31T23:59:59.001",
                                "2024-02-29T12:34:56.789",
                                "2011-12-30T12:00:00.000",
                                "2024-03-31T02:30:00.000",
                                "1883-11-18T12:03:57.500",
                                "1582-10-10T01:02:03.004",
                                "0001-01-01T00:00:00.000",
                                "9999-12-31T23:59:59.999",
                                "+10000-01-01T00:00:00.000",
                                "+123456-07-08T09:10:11.012",
                                "0000-12-31T23:59:59.999",
                                "-0001-01-01T00:00:00.001")
                        .map(LocalDateTime::parse)
                        .map(Moments::timestamp)
                        .toList(),
                random -> timestamp(EPOCH.plusDays(random.nextInt() >> random.nextInt(10, 32))
                        .atTime(timeOfDay(random))));
    }

    private static WideType time() {
        return new WideType(
                "time",
                "time",
                Stream.of("00:00:00.000", "01:02:03.456", "23:59:59.999", "12:00:00.001")
                        .map(LocalTime::parse)
                        .map(Moments::time)
                        .toList(),
                random -> time(timeOfDay(random)));
    }

    private static WideType zonedTimestamp() {
        return new WideType(
                "timestamp with time zone",
                "timestamp with time zone",
                Stream.of(
                                "2001-08-22T03:04:05.321[America/Los_Angeles]",
                                "2024-07-01T00:00:00.000[Europe/Warsaw]",
                                "1969-12-31T23:59:59.999[UTC]",
                                "0001-01-01T00:00:00.000[UTC]",
                                "9999-12-31T23:59:59.999[+02:00]",
                                "2024-01-01T00:00:00.000[-11:30]",
                                "2011-12-29T12:00:00.000[Pacific/Apia]",
                                "1880-01-01T00:00:00.000[Europe/Warsaw]")
                        .map(text -> text.split("[\\[\\]]"))
                        .map(parts -> zoned(LocalDateTime.parse(parts[0]), parts[1]))
                        .toList(),
                random -> zoned(
                        EPOCH.plusDays(random.nextInt(-30_000, 30_000))
                                .atTime(12, 0)
                                .plusSeconds(random.nextInt(3600)),
                        ZONES.get(random.nextInt(ZONES.size()))));
    }

    private static LocalTime timeOfDay(Random random) {
        return LocalTime.ofNanoOfDay(random.nextLong(86_400_000L) * 1_000_000);
    }

    private static Cell date(LocalDate day) {
        return new Cell(since("DATE '1970-01-01'", day), day.atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private static Cell time(LocalTime time) {
        return new Cell("TIME '" + TIME.format(time) + "'", time.atDate(EPOCH).toInstant(ZoneOffset.UTC));
    }

    private static Cell timestamp(LocalDateTime timestamp) {
        String onFirstDay = "TIMESTAMP '" + TIMESTAMP.format(EPOCH.atTime(timestamp.toLocalTime())) + "'";
        return new Cell(since(onFirstDay, timestamp.toLocalDate()), timestamp.toInstant(ZoneOffset.UTC));
    }

    private static Cell zoned(LocalDateTime timestamp, String zone) {
        Instant instant = timestamp.atZone(ZoneId.of(zone)).toInstant();
        return new Cell("TIMESTAMP '" + TIMESTAMP.format(timestamp) + " " + zone + "'", instant);
    }

    /** Engines differ in how they write years beyond 9999 and before 1, but not in how they count days. */
    private static String since(String firstDay, LocalDate day) {
        return "(" + firstDay + " + INTERVAL '" + day.toEpochDay() + "' DAY)";
    }
}
