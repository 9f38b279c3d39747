package io.github.athenaconnect;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.query.Agenda;
import io.github.athenaconnect.query.DataInterval;
import io.github.athenaconnect.query.DueRun;
import io.github.athenaconnect.query.IntervalSettings;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pictures of intervals on the page of modes are drawn by the agenda itself; {@code -Dregenerate.docs=true} draws them anew. */
class ModesPicturesTest {
    private static final Path PAGE = Path.of("docs", "modes.md");

    /** What stands between two comments that name the picture. */
    private static final Pattern PLACE =
            Pattern.compile("(?s)(<!-- picture: (\\w+) -->\\n```text\\n).*?(```\\n<!-- end -->)");

    private static final Instant EIGHT = Instant.parse("2026-03-01T08:00:00Z");

    @Test
    void arePicturesOfWhatTheAgendaDoes() throws IOException {
        String page = Files.readString(PAGE);
        String drawn = PLACE.matcher(page)
                .replaceAll(
                        place -> Matcher.quoteReplacement(place.group(1) + picture(place.group(2)) + place.group(3)));
        if (Boolean.getBoolean("regenerate.docs")) {
            Files.writeString(PAGE, drawn);
        }

        assertThat(PLACE.matcher(page).results()).hasSize(4);
        assertThat(PAGE).content().isEqualTo(drawn);
    }

    private static String picture(String name) {
        Query usual = new Query(agenda(0, 0, true), EIGHT, EIGHT);
        return switch (name) {
            case "intervals" -> usual.drawn();
            case "delay" -> new Query(agenda(20, 30, true), EIGHT, EIGHT).drawn();
            case "catchup" -> new Query(agenda(0, 0, true), at(1, 10), at(3, 40)).drawn();
            case "latest" -> new Query(agenda(0, 0, false), at(1, 10), at(3, 40)).drawn();
            default -> throw new IllegalArgumentException("There is no picture " + name);
        };
    }

    private static Instant at(int hours, int minutes) {
        return EIGHT.plus(Duration.ofHours(hours)).plus(Duration.ofMinutes(minutes));
    }

    private static Agenda agenda(int delay, int lookback, boolean catchingUp) {
        return Agenda.ofIntervals(
                Schedule.every(Duration.ofHours(1)),
                ZoneOffset.UTC,
                new IntervalSettings(
                        Optional.of(EIGHT),
                        Optional.empty(),
                        Duration.ofMinutes(delay),
                        Duration.ofMinutes(lookback),
                        catchingUp ? Optional.empty() : Optional.of(1)),
                Duration.ZERO);
    }

    /** A query whose runs take no time, and whose worker stands still from {@code stop} until {@code goesOn}. */
    private record Query(Agenda agenda, Instant stop, Instant goesOn) {
        private static final Instant END = at(4, 30);

        String drawn() {
            List<String> lines = new ArrayList<>(List.of(new Line("the clock").hours()));
            if (stop.isBefore(goesOn)) {
                lines.add(new Line("the worker").from(stop, goesOn, 'x').text());
            }
            Instant now = EIGHT;
            Optional<DueRun> next = agenda.first(now);
            while (next.filter(due -> due.startsAt().isBefore(END)).isPresent()) {
                DueRun due = next.get();
                now = due.startsAt().isAfter(now) ? due.startsAt() : now;
                if (!now.isBefore(stop) && now.isBefore(goesOn)) {
                    now = goesOn;
                    next = agenda.after(before(due), now);
                } else {
                    due.leftOut().ifPresent(missed -> lines.add(leftOut(missed)));
                    lines.add(line(due, now));
                    next = agenda.after(due.run(), now);
                }
            }
            return lines.stream().map(line -> line.stripTrailing() + "\n").collect(joining());
        }

        /** The run that was the last one before: what a restarted worker knows. */
        private static Run before(DueRun due) {
            Instant start = due.run().interval().orElseThrow().start();
            return new Run(start, Optional.of(new DataInterval(start.minus(Duration.ofHours(1)), start)));
        }

        private String line(DueRun due, Instant started) {
            DataInterval owned = due.run().interval().orElseThrow();
            return new Line(clock(owned.start()) + " to " + clock(owned.end()))
                    .from(owned.end(), started, '.')
                    .from(told(due), owned.start(), '~')
                    .from(owned.start(), owned.end(), '=')
                    .at(owned.start(), '[')
                    .at(owned.end(), ')')
                    .at(started, 'R')
                    .text();
        }

        /** The start that the run's statement is told. */
        private Instant told(DueRun due) {
            String literal = String.valueOf(agenda.literals(due.run()).get("interval.start"));
            return LocalDateTime.parse(literal.replaceAll("TIMESTAMP |'", "").replace(' ', 'T'))
                    .toInstant(ZoneOffset.UTC);
        }

        private static String leftOut(DataInterval missed) {
            return new Line("left out").from(missed.start(), missed.end(), '-').text();
        }
    }

    private static String clock(Instant instant) {
        return instant.toString().substring(11, 16);
    }

    /** A line of a picture: a label, then a column for five minutes each, from 7 o'clock on. */
    private static final class Line {
        private static final int LABEL = 16;
        private static final Instant BEGIN = EIGHT.minus(Duration.ofHours(1));

        private final char[] columns;

        Line(String label) {
            columns = (label + " ".repeat(100)).substring(0, 100).toCharArray();
        }

        String hours() {
            for (int hour = 0; hour < 6; hour++) {
                Instant full = BEGIN.plus(Duration.ofHours(hour));
                clock(full).getChars(0, 5, columns, column(full));
            }
            return text();
        }

        Line from(Instant start, Instant end, char mark) {
            for (int column = column(start); column < column(end); column++) {
                columns[column] = mark;
            }
            return this;
        }

        Line at(Instant instant, char mark) {
            columns[column(instant)] = mark;
            return this;
        }

        private static int column(Instant instant) {
            return LABEL + (int) (Duration.between(BEGIN, instant).toMinutes() / 5);
        }

        String text() {
            return new String(columns);
        }
    }
}
