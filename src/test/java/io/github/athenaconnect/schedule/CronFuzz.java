package io.github.athenaconnect.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.athenaconnect.fuzz.Seeds;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is written as a cron expression: a schedule whose due instants follow each other, or a refusal that tells why. */
class CronFuzz {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "30s")
    void everyTextIsAScheduleOrARefusal(byte[] input) {
        String text = Seeds.text(input);
        Schedule schedule;
        try {
            schedule = Schedule.cron(text);
        } catch (IllegalArgumentException refused) {
            assertThat(refused)
                    .hasMessageStartingWith("must be a cron expression, but in \"")
                    .hasMessageNotContaining("For input string");
            return;
        }
        Optional<Instant> next = schedule.nextAfter(NOW);
        next.ifPresent(due -> {
            assertThat(due).isAfter(NOW);
            assertThat(schedule.latestDue(due)).contains(due);
            assertThat(schedule.nextAfter(due.minusNanos(1))).contains(due);
        });
        schedule.latestDue(NOW).ifPresent(due -> {
            assertThat(due).isBeforeOrEqualTo(NOW);
            assertThat(schedule.nextAfter(due)).isEqualTo(next);
        });
    }

    static Stream<byte[]> seeds() {
        return Seeds.of(
                "*/15 6-18 * * MON-FRI",
                "0 0 29 2 *",
                "0 0 L * ?",
                "0 0 12 ? * 2#1 2026-2030",
                "0 0 12 LW * ?",
                "0 0 12 15W JAN,MAR ?",
                "30 5,10 1-7/2 * 0",
                "0 0 12 ? * 6L");
    }
}
