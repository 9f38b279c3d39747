package io.github.athenaconnect.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Cron expressions around changes of clocks, against a walk through every minute of the days before and after. */
class CronAroundClockChangesTest {
    private static final long SEED = 4711;
    private static final Duration AROUND = Duration.ofDays(2);

    static Stream<Arguments> expressionsAndChanges() {
        Random random = new Random(SEED);
        return Stream.of(
                        "Europe/Berlin 2026-01-01T00:00:00Z",
                        "Europe/Berlin 2026-06-01T00:00:00Z",
                        "America/New_York 2026-01-01T00:00:00Z",
                        "America/New_York 2026-06-01T00:00:00Z",
                        "America/Havana 2025-06-01T00:00:00Z",
                        "America/Havana 2026-01-01T00:00:00Z",
                        "Asia/Beirut 2026-06-01T00:00:00Z",
                        "Australia/Lord_Howe 2026-01-01T00:00:00Z",
                        "Australia/Lord_Howe 2026-06-01T00:00:00Z",
                        "Pacific/Apia 2011-12-01T00:00:00Z",
                        "America/Caracas 2016-01-01T00:00:00Z")
                .map(text -> text.split(" ", -1))
                .flatMap(parts -> {
                    ZoneId zone = ZoneId.of(parts[0]);
                    Instant change = changeAfter(zone, Instant.parse(parts[1]));
                    return Stream.generate(() -> RandomCron.unix(random))
                            .filter(cron -> isDueNear(cron, LocalDateTime.ofInstant(change, zone)))
                            .limit(12)
                            .map(cron -> Arguments.of(cron, zone, change));
                });
    }

    private static boolean isDueNear(RandomCron cron, LocalDateTime change) {
        return cron.next(change.minusHours(3), 1).isPresent();
    }

    private static Instant changeAfter(ZoneId zone, Instant instant) {
        return Objects.requireNonNull(zone.getRules().nextTransition(instant)).getInstant();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("expressionsAndChanges")
    void areDueAsAWalkThroughEveryMinuteFinds(RandomCron cron, ZoneId zone, Instant change) {
        NavigableSet<Instant> due = walk(cron, zone, change);
        assertThat(due).isNotEmpty();
        Schedule schedule = Schedule.cron(cron.text()).in(zone);
        Random random = new Random(SEED);
        for (int moment = 0; moment < 100; moment++) {
            long offset = random.nextInt((int) AROUND.toSeconds()) - AROUND.toSeconds() / 2;
            Instant instant = change.plusSeconds(moment < 10 ? (moment - 5) * 900L : offset);
            agree(schedule.nextAfter(instant), Optional.ofNullable(due.higher(instant)), change);
            agree(schedule.latestDue(instant), Optional.ofNullable(due.floor(instant)), change);
        }
    }

    /** Both say the same, or that there is nothing within the walk. */
    private static void agree(Optional<Instant> found, Optional<Instant> walked, Instant change) {
        assertThat(found.filter(due -> Duration.between(change, due).abs().compareTo(AROUND) < 0))
                .isEqualTo(walked);
    }

    private static NavigableSet<Instant> walk(RandomCron cron, ZoneId zone, Instant change) {
        NavigableSet<Instant> due = new TreeSet<>();
        Set<LocalDateTime> shown = new HashSet<>();
        Instant end = change.plus(AROUND);
        for (Instant minute = change.minus(AROUND).plusSeconds(60);
                minute.isBefore(end);
                minute = minute.plusSeconds(60)) {
            LocalDateTime reading = LocalDateTime.ofInstant(minute, zone);
            boolean first = shown.add(reading);
            if (cron.matches(reading) && (first || cron.isOfEveryHour())) {
                due.add(minute);
            }
        }
        if (!cron.isOfEveryHour() && skipsADueReading(cron, zone, change)) {
            due.add(change);
        }
        return due;
    }

    private static boolean skipsADueReading(RandomCron cron, ZoneId zone, Instant instant) {
        ZoneOffsetTransition change = Objects.requireNonNull(zone.getRules().nextTransition(instant.minusNanos(1)));
        return change.isGap()
                && Stream.iterate(change.getDateTimeBefore(), reading -> reading.plusMinutes(1))
                        .takeWhile(reading -> reading.isBefore(change.getDateTimeAfter()))
                        .anyMatch(cron::matches);
    }
}
