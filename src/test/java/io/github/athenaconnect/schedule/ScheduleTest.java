package io.github.athenaconnect.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Due instants, by example and for any interval in any zone. */
class ScheduleTest {
    private static final Instant NOW = Instant.parse("2026-03-10T10:07:31.5Z");

    @Nested
    class OnceAndForAll {
        private final Schedule once = Schedule.once();

        @Test
        void isDueSinceTheEpochWheneverOneLooks() {
            assertThat(once.firstDue(NOW)).contains(Instant.EPOCH);
            assertThat(once.firstDue(NOW.plusSeconds(1_000_000))).contains(Instant.EPOCH);
        }

        @Test
        void isNeverDueAgain() {
            assertThat(once.dueAfter(Instant.EPOCH, NOW)).isEmpty();
            assertThat(once.nextAfter(Instant.EPOCH)).isEmpty();
        }

        @Test
        void knowsNoTimeZone() {
            assertThat(once.in(ZoneId.of("Asia/Tokyo"))).isEqualTo(once);
        }
    }

    @Nested
    class Intervals {
        @ParameterizedTest
        @CsvSource({
            "PT1S,  2026-03-10T10:07:31Z, 2026-03-10T10:07:32Z",
            "PT15M, 2026-03-10T10:00:00Z, 2026-03-10T10:15:00Z",
            "PT2H,  2026-03-10T10:00:00Z, 2026-03-10T12:00:00Z",
            "PT24H, 2026-03-10T00:00:00Z, 2026-03-11T00:00:00Z",
            "PT48H, 2026-03-10T00:00:00Z, 2026-03-12T00:00:00Z",
        })
        void areAlignedToTheClock(Duration interval, Instant latest, Instant next) {
            Schedule schedule = Schedule.every(interval);

            assertThat(schedule.firstDue(NOW)).contains(latest);
            assertThat(schedule.nextAfter(latest)).contains(next);
        }

        @Test
        void areDueAtTheInstantItself() {
            Instant quarter = Instant.parse("2026-03-10T10:15:00Z");

            assertThat(Schedule.every(Duration.ofMinutes(15)).latestDue(quarter))
                    .contains(quarter);
            assertThat(Schedule.every(Duration.ofMinutes(15)).latestDue(quarter.minusNanos(1)))
                    .contains(Instant.parse("2026-03-10T10:00:00Z"));
        }

        @Test
        void makeUpForTheLatestMissedRunOnly() {
            Instant lastRun = Instant.parse("2026-03-09T23:45:00Z");

            assertThat(Schedule.every(Duration.ofMinutes(15)).dueAfter(lastRun, NOW))
                    .contains(Instant.parse("2026-03-10T10:00:00Z"));
        }

        @Test
        void waitForTheNextRunAfterTheLatestHasRun() {
            Instant lastRun = Instant.parse("2026-03-10T10:00:00Z");

            assertThat(Schedule.every(Duration.ofMinutes(15)).dueAfter(lastRun, NOW))
                    .contains(Instant.parse("2026-03-10T10:15:00Z"));
        }

        @Test
        void doNotGoBackWhenTheWorkersClockDoes() {
            Instant lastRun = Instant.parse("2026-03-10T10:30:00Z");

            assertThat(Schedule.every(Duration.ofMinutes(15)).dueAfter(lastRun, NOW))
                    .contains(Instant.parse("2026-03-10T10:45:00Z"));
        }

        @ParameterizedTest
        @CsvSource({"PT0S", "PT-1S", "PT0.5S", "PT1.5S"})
        void areWholeSeconds(Duration interval) {
            assertThatThrownBy(() -> Schedule.every(interval))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("whole number of seconds");
        }
    }

    @Nested
    class WhenClocksChange {
        private final ZoneId berlin = ZoneId.of("Europe/Berlin");

        @Test
        void daysStartAtMidnightThoughOneIsShorter() {
            Schedule daily = Schedule.every(Duration.ofDays(1)).in(berlin);

            assertThat(dueBetween(daily, "2026-03-28T12:00+01:00", "2026-03-30T12:00+02:00"))
                    .containsExactly(Instant.parse("2026-03-28T23:00:00Z"), Instant.parse("2026-03-29T22:00:00Z"));
        }

        @Test
        void aMidnightShownTwiceStartsOneDay() {
            Schedule daily = Schedule.every(Duration.ofDays(1)).in(ZoneId.of("America/Havana"));

            assertThat(dueBetween(daily, "2025-11-01T12:00-04:00", "2025-11-03T12:00-05:00"))
                    .containsExactly(Instant.parse("2025-11-02T04:00:00Z"), Instant.parse("2025-11-03T05:00:00Z"));
        }

        @Test
        void sixHoursStayAtSixTwelveAndEighteenOClock() {
            Schedule sixHourly = Schedule.every(Duration.ofHours(6)).in(berlin);

            assertThat(dueBetween(sixHourly, "2026-03-28T23:00+01:00", "2026-03-29T23:00+02:00"))
                    .extracting(due -> due.atZone(berlin).getHour())
                    .containsExactly(0, 6, 12, 18);
        }

        @Test
        void quartersGoOnWhileTheClockIsPutBack() {
            Schedule quarters = Schedule.every(Duration.ofMinutes(15)).in(berlin);
            List<Instant> due = dueBetween(quarters, "2026-10-25T01:59+02:00", "2026-10-25T04:01+01:00");

            assertThat(due).hasSize(13);
            assertThat(due).element(0).isEqualTo(Instant.parse("2026-10-25T00:00:00Z"));
            for (int index = 1; index < due.size(); index++) {
                assertThat(Duration.between(due.get(index - 1), due.get(index))).hasMinutes(15);
            }
        }

        @Test
        void aReadingTheClockSkipsIsNotDue() {
            Schedule twoHourly = Schedule.every(Duration.ofHours(2)).in(berlin);

            assertThat(dueBetween(twoHourly, "2026-03-28T23:30+01:00", "2026-03-29T04:30+02:00"))
                    .containsExactly(Instant.parse("2026-03-28T23:00:00Z"), Instant.parse("2026-03-29T02:00:00Z"));
        }

        @Test
        void aDailyCronThatTheClockSkipsIsDueWhenItSkips() {
            Schedule daily = Schedule.cron("30 2 * * *").in(berlin);

            assertThat(dueBetween(daily, "2026-03-28T00:00+01:00", "2026-03-31T00:00+02:00"))
                    .containsExactly(
                            Instant.parse("2026-03-28T01:30:00Z"),
                            Instant.parse("2026-03-29T01:00:00Z"),
                            Instant.parse("2026-03-30T00:30:00Z"));
        }

        @Test
        void aDailyCronThatTheClockShowsTwiceIsDueTheFirstTime() {
            Schedule daily = Schedule.cron("30 2 * * *").in(berlin);

            assertThat(dueBetween(daily, "2026-10-24T00:00+02:00", "2026-10-27T00:00+01:00"))
                    .containsExactly(
                            Instant.parse("2026-10-24T00:30:00Z"),
                            Instant.parse("2026-10-25T00:30:00Z"),
                            Instant.parse("2026-10-26T01:30:00Z"));
            assertThat(daily.latestDue(Instant.parse("2026-10-25T01:30:00Z")))
                    .contains(Instant.parse("2026-10-25T00:30:00Z"));
        }

        @Test
        void severalReadingsThatTheClockSkipsAreOneRun() {
            Schedule twice = Schedule.cron("15,45 2 * * *").in(berlin);

            assertThat(dueBetween(twice, "2026-03-29T00:00+01:00", "2026-03-30T00:00+02:00"))
                    .containsExactly(Instant.parse("2026-03-29T01:00:00Z"));
        }

        @Test
        void anHourlyCronGoesOnEveryHour() {
            Schedule hourly = Schedule.cron("30 * * * *").in(berlin);

            assertThat(dueBetween(hourly, "2026-10-25T01:59+02:00", "2026-10-25T03:59+01:00"))
                    .containsExactly(
                            Instant.parse("2026-10-25T00:30:00Z"),
                            Instant.parse("2026-10-25T01:30:00Z"),
                            Instant.parse("2026-10-25T02:30:00Z"));
            assertThat(dueBetween(hourly, "2026-03-29T01:00+01:00", "2026-03-29T03:59+02:00"))
                    .containsExactly(Instant.parse("2026-03-29T00:30:00Z"), Instant.parse("2026-03-29T01:30:00Z"));
        }

        @Test
        void aDayThatAZoneLeavesOutIsNotLost() {
            Schedule daily = Schedule.cron("0 9 * * *").in(ZoneId.of("Pacific/Apia"));

            assertThat(dueBetween(daily, "2011-12-29T00:00-10:00", "2012-01-01T00:00+14:00"))
                    .containsExactly(
                            Instant.parse("2011-12-29T19:00:00Z"),
                            Instant.parse("2011-12-30T10:00:00Z"),
                            Instant.parse("2011-12-30T19:00:00Z"));
        }

        private static List<Instant> dueBetween(Schedule schedule, String from, String to) {
            Instant start = ZonedDateTime.parse(from).toInstant();
            Instant end = ZonedDateTime.parse(to).toInstant();
            return Stream.iterate(schedule.nextAfter(start), next -> next.flatMap(schedule::nextAfter))
                    .map(Optional::orElseThrow)
                    .takeWhile(due -> !due.isAfter(end))
                    .toList();
        }
    }

    @Nested
    class CronExpressions {
        @Test
        void areDueByTheClockAndNotByTheStart() {
            Schedule quarters = Schedule.cron("*/15 * * * *");

            assertThat(quarters.firstDue(NOW)).contains(Instant.parse("2026-03-10T10:00:00Z"));
            assertThat(quarters.dueAfter(Instant.parse("2026-03-10T10:00:00Z"), NOW))
                    .contains(Instant.parse("2026-03-10T10:15:00Z"));
        }

        @Test
        void makeUpForTheLatestMissedRunOnlyAfterAPauseOfThreeDays() {
            Schedule daily = Schedule.cron("0 6 * * *");

            assertThat(daily.dueAfter(Instant.parse("2026-03-07T06:00:00Z"), NOW))
                    .contains(Instant.parse("2026-03-10T06:00:00Z"));
        }

        @Test
        void areReadFromTheClockOfTheirZone() {
            Schedule mornings = Schedule.cron("0 6 * * *").in(ZoneId.of("Asia/Tokyo"));

            assertThat(mornings.latestDue(NOW)).contains(Instant.parse("2026-03-09T21:00:00Z"));
        }

        @Test
        void mayEndWithTheirLastYear() {
            Schedule ended = Schedule.cron("0 0 6 1 1 ? 2024-2025");

            assertThat(ended.firstDue(NOW)).contains(Instant.parse("2025-01-01T06:00:00Z"));
            assertThat(ended.dueAfter(Instant.parse("2025-01-01T06:00:00Z"), NOW))
                    .isEmpty();
        }

        @Test
        void mayBeginWithTheirFirstYear() {
            assertThat(Schedule.cron("0 0 6 1 1 ? 2030").firstDue(NOW)).contains(Instant.parse("2030-01-01T06:00:00Z"));
        }
    }

    /** Any interval in any zone at any moment, transitions included. */
    @Nested
    class Always {
        private static final List<String> ZONES = List.of(
                "UTC",
                "Europe/Berlin",
                "America/New_York",
                "America/Havana",
                "Asia/Kathmandu",
                "Asia/Beirut",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "+05:45");
        private static final List<Duration> INTERVALS = List.of(
                Duration.ofSeconds(1),
                Duration.ofSeconds(90),
                Duration.ofMinutes(15),
                Duration.ofMinutes(90),
                Duration.ofHours(1),
                Duration.ofHours(7),
                Duration.ofHours(36),
                Duration.ofDays(1),
                Duration.ofDays(7));

        private static final List<String> CRONS = List.of(
                "*/15 * * * *",
                "*/7 * 24-26,28-31 3,10 *",
                "30 2 * * *",
                "0 0 * * *",
                "15,45 0-3 * * SUN",
                "0 0 29 2 *",
                "7/10 20/13 * L * ?",
                "0 30 1 ? 3,10 1L");

        static Stream<Schedule> schedules() {
            Stream<Schedule> inUtc = Stream.concat(
                    INTERVALS.stream().map(Schedule::every), CRONS.stream().map(Schedule::cron));
            return inUtc.flatMap(schedule -> ZONES.stream().map(zone -> schedule.in(ZoneId.of(zone))));
        }

        @ParameterizedTest
        @MethodSource("schedules")
        void theNextIsTheLatestOnceItHasCome(Schedule schedule) {
            moments().forEach(moment -> {
                Instant next = schedule.nextAfter(moment).orElseThrow();
                assertThat(next).isAfter(moment);
                assertThat(schedule.latestDue(next)).contains(next);
                assertThat(schedule.latestDue(next.minusNanos(1)).orElseThrow()).isBeforeOrEqualTo(moment);
            });
        }

        @ParameterizedTest
        @MethodSource("schedules")
        void theLatestIsFollowedByTheNext(Schedule schedule) {
            moments().forEach(moment -> {
                Instant latest = schedule.latestDue(moment).orElseThrow();
                assertThat(latest).isBeforeOrEqualTo(moment);
                assertThat(schedule.nextAfter(latest)).isEqualTo(schedule.nextAfter(moment));
            });
        }

        @ParameterizedTest
        @MethodSource("schedules")
        void aRestartFindsTheSameRunAsBefore(Schedule schedule) {
            moments().forEach(moment -> {
                Instant run = schedule.firstDue(moment).orElseThrow();
                Instant restart = schedule.nextAfter(run).orElseThrow().minusNanos(1);
                assertThat(schedule.firstDue(restart)).contains(run);
            });
        }

        /** Near the changes of clocks of two years, to the second, and anywhere. */
        private static Stream<Instant> moments() {
            Random random = new Random(20_260_310);
            Stream<Instant> nearChanges = ZONES.stream()
                    .map(zone -> ZoneId.of(zone).getRules())
                    .flatMap(rules -> Stream.iterate(
                                    rules.nextTransition(Instant.parse("2025-01-01T00:00:00Z")),
                                    change -> change != null,
                                    change -> rules.nextTransition(change.getInstant()))
                            .limit(2))
                    .flatMap(change -> Stream.of(-7200, -3600, -1, 0, 1, 3599, 3600, 5400)
                            .map(seconds -> change.getInstant().plusSeconds(seconds)));
            Stream<Instant> anywhere = Stream.generate(() ->
                            Instant.ofEpochSecond(random.nextLong(0, 4_000_000_000L), random.nextLong(1_000_000_000)))
                    .limit(50);
            return Stream.concat(nearChanges, anywhere);
        }
    }
}
