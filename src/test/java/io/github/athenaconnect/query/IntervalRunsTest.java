package io.github.athenaconnect.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The runs of the mode {@code interval}. */
class IntervalRunsTest {
    private static final Schedule HOURLY = Schedule.every(Duration.ofHours(1));
    private static final Schedule DAILY = Schedule.cron("0 0 * * *");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-03-10T10:07:00Z");

    /** Settings to start from. */
    private record Given(
            Schedule schedule,
            Optional<Instant> start,
            Optional<Instant> end,
            Duration delay,
            Optional<Integer> most,
            Duration jitter) {
        Given from(String instant) {
            return new Given(schedule, Optional.of(Instant.parse(instant)), end, delay, most, jitter);
        }

        Given to(String instant) {
            return new Given(schedule, start, Optional.of(Instant.parse(instant)), delay, most, jitter);
        }

        Given late(Duration time) {
            return new Given(schedule, start, end, time, most, jitter);
        }

        Given atMost(int runs) {
            return new Given(schedule, start, end, delay, Optional.of(runs), jitter);
        }

        Given jittered(Duration time) {
            return new Given(schedule, start, end, delay, most, time);
        }

        Agenda agenda() {
            return Agenda.ofIntervals(
                    schedule, ZoneOffset.UTC, new IntervalSettings(start, end, delay, Duration.ZERO, most), jitter);
        }

        /** The intervals of all runs that start by {@code now}, and of the one after them. */
        List<String> intervals(Instant now) {
            return startedBy(agenda(), now).stream()
                    .map(due -> due.run().toString().replaceFirst("^\\S+ ", ""))
                    .toList();
        }
    }

    private static Given given(Schedule schedule) {
        return new Given(schedule, Optional.empty(), Optional.empty(), Duration.ZERO, Optional.empty(), Duration.ZERO);
    }

    private static List<DueRun> startedBy(Agenda agenda, Instant now) {
        List<DueRun> runs = new ArrayList<>();
        Optional<DueRun> next = agenda.first(now);
        while (next.isPresent() && runs.size() < 1000) {
            runs.add(next.get());
            next = next.get().startsAt().isAfter(now)
                    ? Optional.empty()
                    : agenda.after(next.get().run(), now);
        }
        return runs;
    }

    private static Run owning(String start, String end) {
        Instant scheduled = Instant.parse(end);
        return new Run(scheduled, Optional.of(new DataInterval(Instant.parse(start), scheduled)));
    }

    @Nested
    class ANewQuery {
        @Test
        void beginsWithTheLatestCompleteInterval() {
            assertThat(given(HOURLY).intervals(NOW))
                    .containsExactly(
                            "[2026-03-10T09:00:00Z, 2026-03-10T10:00:00Z)",
                            "[2026-03-10T10:00:00Z, 2026-03-10T11:00:00Z)");
        }

        @Test
        void isScheduledAtTheEndOfItsInterval() {
            assertThat(given(HOURLY).agenda().first(NOW))
                    .contains(new DueRun(
                            owning("2026-03-10T09:00:00Z", "2026-03-10T10:00:00Z"),
                            Instant.parse("2026-03-10T10:00:00Z")));
        }

        @Test
        void countsAnIntervalAsCompleteOnceItsDelayHasPassed() {
            assertThat(given(HOURLY).late(Duration.ofMinutes(30)).agenda().first(NOW))
                    .contains(new DueRun(
                            owning("2026-03-10T08:00:00Z", "2026-03-10T09:00:00Z"),
                            Instant.parse("2026-03-10T09:30:00Z")));
        }

        @Test
        void beginsWhereItIsToldTo() {
            assertThat(given(HOURLY).from("2026-03-10T07:00:00Z").intervals(NOW))
                    .containsExactly(
                            "[2026-03-10T07:00:00Z, 2026-03-10T08:00:00Z)",
                            "[2026-03-10T08:00:00Z, 2026-03-10T09:00:00Z)",
                            "[2026-03-10T09:00:00Z, 2026-03-10T10:00:00Z)",
                            "[2026-03-10T10:00:00Z, 2026-03-10T11:00:00Z)");
        }

        @Test
        void waitsForAStartThatIsToCome() {
            assertThat(given(HOURLY).from("2026-04-01T00:00:00Z").agenda().first(NOW))
                    .contains(new DueRun(
                            owning("2026-04-01T00:00:00Z", "2026-04-01T01:00:00Z"),
                            Instant.parse("2026-04-01T01:00:00Z")));
        }

        @Test
        void waitsForAScheduleThatIsToBegin() {
            assertThat(given(Schedule.cron("0 0 0 1 * ? 2030"))
                            .agenda()
                            .first(NOW)
                            .map(DueRun::run))
                    .contains(owning("2030-01-01T00:00:00Z", "2030-02-01T00:00:00Z"));
        }

        @Test
        void isWhatAQueryOfAnotherModeBecomes() {
            Agenda agenda = given(HOURLY).from("2026-03-10T07:00:00Z").agenda();

            assertThat(agenda.after(Run.at(NOW), NOW)).isEqualTo(agenda.first(NOW));
        }
    }

    @Nested
    class Bounds {
        @Test
        void thatAreNotAlignedGiveShorterIntervals() {
            assertThat(given(HOURLY)
                            .from("2026-03-10T06:20:00Z")
                            .to("2026-03-10T08:50:00Z")
                            .intervals(NOW))
                    .containsExactly(
                            "[2026-03-10T06:20:00Z, 2026-03-10T07:00:00Z)",
                            "[2026-03-10T07:00:00Z, 2026-03-10T08:00:00Z)",
                            "[2026-03-10T08:00:00Z, 2026-03-10T08:50:00Z)");
        }

        @Test
        void ofABackfillEndIt() {
            Agenda backfill = given(HOURLY)
                    .from("2026-03-10T07:00:00Z")
                    .to("2026-03-10T09:00:00Z")
                    .agenda();

            assertThat(startedBy(backfill, NOW)).hasSize(2);
            assertThat(backfill.after(owning("2026-03-10T08:00:00Z", "2026-03-10T09:00:00Z"), NOW))
                    .isEmpty();
        }

        @Test
        void withinOneIntervalMakeOneRun() {
            assertThat(given(DAILY)
                            .from("2026-03-09T06:00:00Z")
                            .to("2026-03-09T07:00:00Z")
                            .intervals(NOW))
                    .containsExactly("[2026-03-09T06:00:00Z, 2026-03-09T07:00:00Z)");
        }

        @Test
        void mayEndBeforeNowWithoutABeginning() {
            assertThat(given(DAILY).to("2026-02-10T06:00:00Z").intervals(NOW))
                    .containsExactly("[2026-02-10T00:00:00Z, 2026-02-10T06:00:00Z)");
        }

        @Test
        void outliveAScheduleThatEnds() {
            assertThat(given(Schedule.cron("0 0 0 1 1 ? 2024-2025"))
                            .from("2024-01-01T00:00:00Z")
                            .to("2025-06-01T00:00:00Z")
                            .intervals(NOW))
                    .containsExactly(
                            "[2024-01-01T00:00:00Z, 2025-01-01T00:00:00Z)",
                            "[2025-01-01T00:00:00Z, 2025-06-01T00:00:00Z)");
        }
    }

    @Nested
    class MissedIntervals {
        private final Run last = owning("2026-03-07T09:00:00Z", "2026-03-07T10:00:00Z");

        @Test
        void areMadeUpForOneByOneInOrder() {
            Agenda agenda = given(HOURLY).agenda();
            List<Run> runs = new ArrayList<>(List.of(last));
            for (int missed = 0; missed < 72; missed++) {
                DueRun next = agenda.after(runs.get(runs.size() - 1), NOW).orElseThrow();
                assertThat(next.startsAt()).isBeforeOrEqualTo(NOW);
                assertThat(next.leftOut()).isEmpty();
                runs.add(next.run());
            }

            assertThat(runs.get(72)).isEqualTo(owning("2026-03-10T09:00:00Z", "2026-03-10T10:00:00Z"));
            assertThat(agenda.after(runs.get(72), NOW).map(DueRun::startsAt))
                    .contains(Instant.parse("2026-03-10T11:00:00Z"));
        }

        @Test
        void areLeftOutButForTheLatestWithoutCatchingUp() {
            DueRun next = given(HOURLY).atMost(1).agenda().after(last, NOW).orElseThrow();

            assertThat(next.run()).isEqualTo(owning("2026-03-10T09:00:00Z", "2026-03-10T10:00:00Z"));
            assertThat(next.leftOut())
                    .contains(new DataInterval(
                            Instant.parse("2026-03-07T10:00:00Z"), Instant.parse("2026-03-10T09:00:00Z")));
        }

        @Test
        void areLeftOutWhereThereAreMoreThanTheLimit() {
            DueRun next = given(HOURLY).atMost(3).agenda().after(last, NOW).orElseThrow();

            assertThat(next.run()).isEqualTo(owning("2026-03-10T07:00:00Z", "2026-03-10T08:00:00Z"));
            assertThat(next.leftOut())
                    .contains(new DataInterval(
                            Instant.parse("2026-03-07T10:00:00Z"), Instant.parse("2026-03-10T07:00:00Z")));
        }

        @Test
        void areAllMadeUpForWhereThereAreAsManyAsTheLimit() {
            DueRun next = given(HOURLY).atMost(72).agenda().after(last, NOW).orElseThrow();

            assertThat(next.run()).isEqualTo(owning("2026-03-07T10:00:00Z", "2026-03-07T11:00:00Z"));
            assertThat(next.leftOut()).isEmpty();
        }

        @Test
        void areNotMissedUntilTheirDelayAndJitterHavePassed() {
            Given slow = given(HOURLY).atMost(1).late(Duration.ofMinutes(5)).jittered(Duration.ofMinutes(3));

            assertThat(slow.agenda().after(last, NOW).map(DueRun::run))
                    .contains(owning("2026-03-10T08:00:00Z", "2026-03-10T09:00:00Z"));
            assertThat(slow.agenda().after(last, NOW.plusSeconds(60))).hasValueSatisfying(due -> {
                assertThat(due.run()).isEqualTo(owning("2026-03-10T09:00:00Z", "2026-03-10T10:00:00Z"));
                assertThat(due.startsAt()).isEqualTo("2026-03-10T10:08:00Z");
            });
        }

        @Test
        void ofABackfillAreLimitedToo() {
            assertThat(given(HOURLY)
                            .from("2026-03-01T00:00:00Z")
                            .to("2026-03-05T00:30:00Z")
                            .atMost(2)
                            .intervals(NOW))
                    .containsExactly(
                            "[2026-03-04T23:00:00Z, 2026-03-05T00:00:00Z)",
                            "[2026-03-05T00:00:00Z, 2026-03-05T00:30:00Z)");
        }

        @Timeout(120)
        @ParameterizedTest
        @ValueSource(strings = {"*/15 * * * *", "0/1 * * * * ?"})
        void ofTwentyYearsAreNotCounted(String cron) {
            Given old = given(Schedule.cron(cron)).from("2006-03-10T00:00:00Z");

            assertThat(old.agenda().first(NOW).orElseThrow().run().interval())
                    .hasValueSatisfying(first -> assertThat(first.start()).isEqualTo("2006-03-10T00:00:00Z"));
            assertThat(old.atMost(100).agenda().first(NOW).orElseThrow().leftOut())
                    .hasValueSatisfying(missed -> assertThat(missed.end()).isAfter("2026-03-09T00:00:00Z"));
        }
    }

    @Nested
    class WhenTheScheduleChanges {
        @Test
        void theNextIntervalBeginsWhereTheLastHasEnded() {
            assertThat(given(DAILY)
                            .agenda()
                            .after(owning("2026-03-08T12:00:00Z", "2026-03-08T13:00:00Z"), NOW)
                            .map(DueRun::run))
                    .contains(owning("2026-03-08T13:00:00Z", "2026-03-09T00:00:00Z"));
        }

        @Test
        void aStartInTheConfigurationDoesNotMoveAQueryThatHasRun() {
            assertThat(given(HOURLY)
                            .from("2020-01-01T00:00:00Z")
                            .agenda()
                            .after(owning("2026-03-10T08:00:00Z", "2026-03-10T09:00:00Z"), NOW)
                            .map(DueRun::run))
                    .contains(owning("2026-03-10T09:00:00Z", "2026-03-10T10:00:00Z"));
        }
    }

    @Nested
    class WhenClocksChange {
        @Test
        void aDayIsShorterOrLongerAndNothingIsBetweenDays() {
            Given days = given(DAILY.in(BERLIN));

            assertThat(days.from("2026-03-27T23:00:00Z")
                            .to("2026-03-30T22:00:00Z")
                            .intervals(NOW.plus(Duration.ofDays(90))))
                    .containsExactly(
                            "[2026-03-27T23:00:00Z, 2026-03-28T23:00:00Z)",
                            "[2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z)",
                            "[2026-03-29T22:00:00Z, 2026-03-30T22:00:00Z)");
            assertThat(days.from("2026-10-24T22:00:00Z")
                            .to("2026-10-26T23:00:00Z")
                            .intervals(NOW.plus(Duration.ofDays(300))))
                    .containsExactly(
                            "[2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z)",
                            "[2026-10-25T23:00:00Z, 2026-10-26T23:00:00Z)");
        }

        @Test
        void anHourThatIsShownTwiceIsTwoIntervals() {
            assertThat(given(Schedule.cron("0 * * * *").in(BERLIN))
                            .from("2026-10-25T00:00:00Z")
                            .to("2026-10-25T02:00:00Z")
                            .intervals(NOW.plus(Duration.ofDays(300))))
                    .containsExactly(
                            "[2026-10-25T00:00:00Z, 2026-10-25T01:00:00Z)",
                            "[2026-10-25T01:00:00Z, 2026-10-25T02:00:00Z)");
        }
    }

    @Nested
    class Statements {
        @Test
        void areToldTheirIntervalWithTheLookbackTakenOff() {
            Agenda agenda = Agenda.ofIntervals(
                    DAILY.in(BERLIN),
                    BERLIN,
                    new IntervalSettings(
                            Optional.empty(),
                            Optional.empty(),
                            Duration.ZERO,
                            Duration.ofHours(2).plusMillis(500),
                            Optional.empty()),
                    Duration.ofMinutes(1));
            Run run = agenda.first(NOW).orElseThrow().run();

            assertThat(run).isEqualTo(owning("2026-03-08T23:00:00Z", "2026-03-09T23:00:00Z"));
            assertThat(agenda.literals(run))
                    .isEqualTo(Map.of(
                            "run.time", "TIMESTAMP '2026-03-09 23:00:00.000'",
                            "run.date", "DATE '2026-03-10'",
                            "interval.start", "TIMESTAMP '2026-03-08 20:59:59.500'",
                            "interval.start.date", "DATE '2026-03-08'",
                            "interval.end", "TIMESTAMP '2026-03-09 23:00:00.000'",
                            "interval.end.date", "DATE '2026-03-10'"))
                    .containsOnlyKeys(agenda.placeholders());
        }

        @Test
        void areToldNothingThatCouldEndALiteral() {
            assertThat(given(HOURLY)
                            .agenda()
                            .literals(given(HOURLY)
                                    .agenda()
                                    .first(NOW)
                                    .orElseThrow()
                                    .run())
                            .values())
                    .allMatch(literal -> literal.matches("(TIMESTAMP|DATE) '[-0-9:. ]+'"));
        }
    }

    /** Any schedule, any bounds, any delays. */
    @Nested
    class Always {
        private static final long SEED = 77;

        static LongStream seeds() {
            return new Random(SEED).longs(60);
        }

        @ParameterizedTest(name = "seed {0}")
        @MethodSource("seeds")
        void whatIsAskedForIsCoveredWithoutGapOrOverlapAndInOrder(long seed) {
            Random random = new Random(seed);
            Instant start = NOW.minusSeconds(random.nextInt(5 * 86_400));
            Instant end = start.plusSeconds(1 + random.nextInt(4 * 86_400));
            Agenda agenda = Agenda.ofIntervals(
                    schedule(random).in(List.of(ZoneOffset.UTC, BERLIN).get(random.nextInt(2))),
                    BERLIN,
                    new IntervalSettings(
                            Optional.of(start),
                            Optional.of(end),
                            Duration.ofMinutes(random.nextInt(600)),
                            Duration.ZERO,
                            Optional.empty()),
                    Duration.ofSeconds(random.nextInt(600)));
            Instant later = NOW.plus(Duration.ofDays(60));
            List<DataInterval> intervals = startedBy(agenda, later).stream()
                    .map(due -> due.run().interval().orElseThrow())
                    .toList();

            assertThat(intervals.get(0).start()).isEqualTo(start);
            assertThat(intervals.get(intervals.size() - 1).end()).isEqualTo(end);
            assertThat(IntStream.range(1, intervals.size()))
                    .allMatch(index -> intervals
                            .get(index - 1)
                            .end()
                            .equals(intervals.get(index).start()));
        }

        private static Schedule schedule(Random random) {
            return switch (random.nextInt(4)) {
                case 0 -> DAILY;
                case 1 -> Schedule.cron("17 */5 * * MON-FRI");
                case 2 -> Schedule.every(Duration.ofMinutes(15 + random.nextInt(300)));
                default -> HOURLY;
            };
        }

        @ParameterizedTest(name = "seed {0}")
        @MethodSource("seeds")
        void theNextRunDoesNotDependOnWhenItIsAskedFor(long seed) {
            Random random = new Random(seed);
            Agenda agenda = given(schedule(random)).agenda();
            Run run = agenda.first(NOW).orElseThrow().run();
            Run next = agenda.after(run, NOW).orElseThrow().run();

            assertThat(agenda.after(run, NOW.plusSeconds(random.nextInt(10_000_000)))
                            .map(DueRun::run))
                    .contains(next);
        }
    }
}
