package io.github.athenaconnect.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReminderTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

    /** The seconds of an hour at which it is time. */
    private static List<Long> due(Reminder reminder) {
        return LongStream.rangeClosed(0, 3600)
                .filter(second -> reminder.isDue(BEGIN.plusSeconds(second)))
                .boxed()
                .toList();
    }

    @Test
    void comesMoreAndMoreSeldomButEveryTenMinutesAtLeast() {
        Reminder reminder = new Reminder();
        reminder.begin(BEGIN);

        assertThat(due(reminder)).containsExactly(30L, 60L, 120L, 240L, 480L, 960L, 1560L, 2160L, 2760L, 3360L);
    }

    @Test
    void beginsAnewWithWhatIsNew() {
        Reminder reminder = new Reminder();
        reminder.begin(BEGIN.minusSeconds(1000));
        assertThat(reminder.isDue(BEGIN)).isTrue();
        reminder.begin(BEGIN);

        assertThat(due(reminder)).startsWith(30L, 60L);
    }

    @Test
    void neverComesBeforeAnythingHasBegun() {
        assertThat(due(new Reminder())).isEmpty();
    }
}
