package io.github.athenaconnect.watermark;

import io.github.athenaconnect.type.LocalMoment;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;

/**
 * A value of {@code date}, {@code time}, {@code timestamp} or {@code timestamp with time zone}.
 *
 * <p>Dates and timestamps without a zone are compared with those that have one as Athena compares them, whose sessions
 * are in UTC.
 *
 * @param moment of a timestamp with time zone, what the clocks of UTC show: the zone's name does not count
 */
record PointInTime(ValueType type, LocalMoment moment) implements WatermarkValue {
    private static final long SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();
    private static final long EARLIEST = LocalDate.MIN.toEpochDay() * SECONDS_PER_DAY;

    /**
     * A value, or none if no date can be written for it: an offset leads beyond the last day that there is.
     *
     * @throws DateTimeException in that case
     */
    static Optional<WatermarkValue> of(ValueType type, LocalMoment moment) {
        LocalDate unused = date(moment);
        return Optional.of(new PointInTime(type, moment));
    }

    @Override
    public String literal() {
        return switch (type) {
            case DATE -> "DATE '" + date() + "'";
            case TIME -> "TIME '" + timeOfDay() + "'";
            case ZONED_TIMESTAMP -> "TIMESTAMP '" + date() + " " + timeOfDay() + " UTC'";
            default -> "TIMESTAMP '" + date() + " " + timeOfDay() + "'";
        };
    }

    private LocalDate date() {
        return date(moment);
    }

    private static LocalDate date(LocalMoment moment) {
        return LocalDate.ofEpochDay(Math.floorDiv(moment.epochSecond(), SECONDS_PER_DAY));
    }

    private String timeOfDay() {
        LocalTime time = LocalTime.ofSecondOfDay(Math.floorMod(moment.epochSecond(), SECONDS_PER_DAY));
        return String.format(Locale.ROOT, "%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond())
                + fraction();
    }

    /** As many groups of three digits as the value needs, as Athena's precisions are. */
    private String fraction() {
        if (moment.picos() == 0) {
            return "";
        }
        String digits = String.format(Locale.ROOT, "%012d", moment.picos());
        while (digits.endsWith("000")) {
            digits = digits.substring(0, digits.length() - 3);
        }
        return "." + digits;
    }

    @Override
    public int compareWith(WatermarkValue other) {
        return moment.compareTo(((PointInTime) other).moment);
    }

    /** Of a date the day in which the earlier moment lies; of a time of day midnight at the earliest. */
    PointInTime minus(Duration margin) {
        long earliest = type == ValueType.TIME ? 0 : EARLIEST;
        long second = moment.epochSecond() - margin.toSeconds();
        if (second < earliest) {
            return new PointInTime(type, new LocalMoment(earliest, 0));
        }
        long whole = type == ValueType.DATE ? Math.floorDiv(second, SECONDS_PER_DAY) * SECONDS_PER_DAY : second;
        return new PointInTime(type, new LocalMoment(whole, moment.picos()));
    }
}
