package io.github.athenaconnect.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AccountQuotaTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T02:00:00Z");

    private final AccountQuota quota = new AccountQuota(BEGIN);
    private final List<Long> made = new ArrayList<>();
    private Instant now = BEGIN;
    private int asked;

    /** Somebody who asks again when he was told to. */
    private record Caller(long place, Instant due) {}

    private static PriorityQueue<Caller> callers(long from, long to) {
        PriorityQueue<Caller> callers =
                new PriorityQueue<>(Comparator.comparing(Caller::due).thenComparing(Caller::place));
        LongStream.range(from, to).forEach(place -> callers.add(new Caller(place, Instant.MIN)));
        return callers;
    }

    /** Long enough for the burst of 80 to be saved up. */
    private void rest() {
        quota.ask(AthenaCall.START, -1, now);
        now = now.plusSeconds(4);
    }

    /** Lets all of them ask until each has made its call. */
    private void serve(AthenaCall call, PriorityQueue<Caller> callers) {
        while (!callers.isEmpty()) {
            Caller caller = callers.remove();
            now = caller.due().isAfter(now) ? caller.due() : now;
            Optional<QuotaWait> wait = quota.ask(call, caller.place(), now);
            asked++;
            wait.ifPresentOrElse(
                    later -> callers.add(new Caller(caller.place(), later.until())), () -> made.add(caller.place()));
        }
    }

    @Test
    void servesWhoeverAskedFirstAndEachInAboutOneGo() {
        serve(AthenaCall.START, callers(0, 200));

        assertThat(made).isSorted().hasSize(200);
        assertThat(Duration.between(BEGIN, now))
                .as("20 at once, 180 at 20 a second or a little more")
                .isBetween(Duration.ofSeconds(6), Duration.ofSeconds(9));
        assertThat(asked).isLessThan(2 * 200 + 10);
    }

    @Test
    void givesEachCallALineOfItsOwn() {
        serve(AthenaCall.START, callers(0, 20));

        assertThat(quota.ask(AthenaCall.START, 20, now)).isPresent();
        assertThat(quota.ask(AthenaCall.LOOK, 21, now)).isEmpty();
        assertThat(quota.ask(AthenaCall.PAGE, 22, now)).isEmpty();
    }

    @Test
    void isNotHeldUpByThoseWhoDoNotComeBack() {
        rest();
        LongStream.range(0, 280).forEach(place -> quota.ask(AthenaCall.START, place, now));
        now = now.plusSeconds(15);

        assertThat(quota.ask(AthenaCall.START, 280, now))
                .as("their turn is over")
                .isEmpty();
    }

    @Test
    void keepsThePlaceOfWhoComesLate() {
        rest();
        LongStream.range(0, 120).forEach(place -> quota.ask(AthenaCall.START, place, now));
        now = now.plusSeconds(60);
        LongStream.range(120, 200).forEach(place -> quota.ask(AthenaCall.START, place, now));
        QuotaWait later = quota.ask(AthenaCall.START, 200, now).orElseThrow();
        QuotaWait late = quota.ask(AthenaCall.START, 100, now).orElseThrow();

        assertThat(late.ahead()).isZero();
        assertThat(late.until()).isBeforeOrEqualTo(later.until());
    }

    @Test
    void keepsThePlaceOfWhoWasRefused() {
        assertThat(quota.ask(AthenaCall.LOOK, 0, now)).isEmpty();
        QuotaWait refused = quota.refused(AthenaCall.LOOK, 0, false, now);

        assertThat(refused.until()).isAfter(now);
        assertThat(quota.ask(AthenaCall.LOOK, 1, now).orElseThrow().ahead()).isEqualTo(1);
        assertThat(quota.ask(AthenaCall.LOOK, 0, refused.until())).isEmpty();
    }

    @Test
    void letsAllStartsWaitTogetherWhileTheAccountHasTooManyQueries() {
        rest();
        LongStream.range(0, 25).forEach(place -> {
            assertThat(quota.ask(AthenaCall.START, place, now)).isEmpty();
            quota.answered(place);
            quota.seen("execution-" + place, true, now);
        });
        assertThat(quota.ask(AthenaCall.START, 25, now)).isEmpty();
        quota.refused(AthenaCall.START, 25, true, now);

        assertThat(LongStream.range(26, 50).mapToObj(place -> quota.ask(AthenaCall.START, place, now)))
                .allSatisfy(wait -> assertThat(wait.orElseThrow().full()).isTrue());
        quota.seen("execution-7", false, now);
        assertThat(quota.ask(AthenaCall.START, 26, now))
                .as("not the first in the line")
                .isPresent();
        assertThat(quota.ask(AthenaCall.START, 25, now)).as("the first").isEmpty();
        assertThat(quota.ask(AthenaCall.LOOK, 50, now)).as("what is no start").isEmpty();
    }

    /** There is room for one, and those behind the first have no reason to ask all the time until he comes. */
    @Test
    void whoeverWaitsForRoomAsksOnceASecondAtMost() {
        quota.seen("execution-0", true, now);
        quota.refused(AthenaCall.START, 0, true, now);
        now = now.plus(Duration.ofMillis(1500));
        quota.seen("execution-0", false, now);
        quota.ask(AthenaCall.START, 1, now);

        assertThat(quota.ask(AthenaCall.START, 2, now).orElseThrow().until()).isEqualTo(now.plusSeconds(1));
    }

    @Test
    void saysWhatIsWaitedFor() {
        serve(AthenaCall.START, callers(0, 20));

        assertThat(quota.ask(AthenaCall.START, 20, now).orElseThrow().reason())
                .contains("StartQueryExecution", "20.0 times a second", "0 other calls come first");
        assertThat(quota.refused(AthenaCall.START, 20, true, now).reason())
                .contains("room for another query", "TooManyRequestsException", "0 other starts");
    }
}
