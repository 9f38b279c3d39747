package io.github.athenaconnect.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: {@code 90s}, {@code 1h30m}, {@code PT15M}. */
final class DurationText {
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final Pattern UNITS =
            Pattern.compile("(?=.)(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?");

    private static final Pattern ZERO = Pattern.compile("0[smhd]?|PT0S");

    static final Form<Duration> FORM = Form.text("a duration: 90s, 15m, 2h, 1d, 1h30m or PT15M", DurationText::parse);

    /** None at all is a length too. */
    static final Form<Duration> FORM_WITH_ZERO = Form.text(
            "0 or a duration: 90s, 15m, 2h, 1d, 1h30m or PT15M",
            text -> ZERO.matcher(text).matches() ? Duration.ZERO : parse(text));

    private DurationText() {}

    /**
     * Reads a length of time of at least a second and at most 3650 days, in whole seconds.
     *
     * @throws IllegalArgumentException with a message that goes on after the key's name
     */
    static Duration parse(String text) {
        Duration duration = read(text);
        if (duration.toSeconds() < 1 || duration.compareTo(LONGEST) > 0 || duration.toNanosPart() != 0) {
            throw new IllegalArgumentException(
                    "must be from 1s to " + LONGEST.toDays() + "d in whole seconds, found \"" + text + "\"");
        }
        return duration;
    }

    private static Duration read(String text) {
        Matcher units = UNITS.matcher(text);
        try {
            return units.matches() ? sum(units) : Duration.parse(text.toUpperCase(Locale.ROOT));
        } catch (DateTimeException | ArithmeticException | NumberFormatException unreadable) {
            throw new IllegalArgumentException(
                    "must be a duration such as 90s, 15m, 2h, 1d, 1h30m or PT15M; found \"" + text + "\"", unreadable);
        }
    }

    private static Duration sum(Matcher units) {
        return Duration.ofDays(number(units, 1))
                .plusHours(number(units, 2))
                .plusMinutes(number(units, 3))
                .plusSeconds(number(units, 4));
    }

    private static long number(Matcher units, int group) {
        String digits = units.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
