package io.github.athenaconnect.flow;

import static io.github.athenaconnect.flow.DrivenQuery.ROWS;
import static io.github.athenaconnect.flow.DrivenQuery.ids;
import static io.github.athenaconnect.flow.DrivenQuery.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.failure.QueryChangePolicy;
import io.github.athenaconnect.offset.OffsetFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What another statement does to a stored offset, for each value of on.query.change. */
class ChangedStatementTest {
    private static final String OTHER = "SELECT id FROM u";

    private final DrivenQuery query = new DrivenQuery();

    @BeforeEach
    void answer() {
        query.athena.answers(OTHER, List.of("id bigint"), rows(11, 13));
    }

    private DrivenQuery changed(QueryChangePolicy policy) {
        query.clock.move(Duration.ofMinutes(1));
        return query.asking(OTHER).on(policy).start();
    }

    private static List<Long> both(List<Long> first, List<Long> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    @Test
    void continuingDeliversTheOldResultToItsEndAndThenAsksTheNewStatement() {
        query.everyQuarterOfAnHour().start().untilRows(2);

        changed(QueryChangePolicy.CONTINUE).until("2026-03-01T10:20:00Z");

        assertThat(query.ids()).isEqualTo(both(ids(1, ROWS), ids(11, 13)));
        assertThat(query.executions()).isEqualTo(2);
    }

    @Test
    void continuingKeepsTheFingerprintOfTheStatementWhoseResultIsRead() {
        query.everyQuarterOfAnHour().start().untilRows(2);
        Optional<String> fingerprint = query.stored.orElseThrow().sqlFingerprint();

        changed(QueryChangePolicy.CONTINUE).untilRows(4);

        assertThat(query.stored.orElseThrow().sqlFingerprint()).isEqualTo(fingerprint);
    }

    @Test
    void continuingLeavesAQueryAloneThatWasToRunOnceAndHas() {
        query.start().untilItsEnd();

        changed(QueryChangePolicy.CONTINUE).untilItsEnd();

        assertThat(query.ids()).isEqualTo(ids(1, ROWS));
        assertThat(query.executions()).isEqualTo(1);
    }

    @Test
    void restartingInMidResultLeavesItAndAsksTheNewStatement() {
        query.start().untilRows(2);

        changed(QueryChangePolicy.RESTART).untilItsEnd();

        assertThat(query.ids()).isEqualTo(both(ids(1, 2), ids(11, 13)));
        assertThat(query.executions()).isEqualTo(2);
    }

    @Test
    void restartingRunsAQueryAgainThatWasToRunOnceAndHas() {
        query.start().untilItsEnd();

        changed(QueryChangePolicy.RESTART).untilItsEnd();

        assertThat(query.ids()).isEqualTo(both(ids(1, ROWS), ids(11, 13)));
    }

    @Test
    void restartingHappensOnceHoweverOftenTheTaskIsStarted() {
        query.start().untilRows(2);
        changed(QueryChangePolicy.RESTART).until(() -> query.executions() == 2);

        query.start().untilRows(4);
        query.start().untilItsEnd();
        query.start().untilItsEnd();

        assertThat(query.ids()).isEqualTo(both(ids(1, 2), ids(11, 13)));
        assertThat(query.executions()).isEqualTo(2);
    }

    @Test
    void failingNamesTheKeyAndPaysNothingAndUndoingTheChangeGoesOn() {
        query.start().untilRows(2);

        assertThatThrownBy(() -> changed(QueryChangePolicy.FAIL))
                .isInstanceOf(QueryStoppedException.class)
                .hasMessageContainingAll("Query 'q'", "execution-0", "query.q.on.query.change", "continue", "restart");
        query.asking(DrivenQuery.SQL).start().untilItsEnd();

        assertThat(query.ids()).isEqualTo(ids(1, ROWS));
        assertThat(query.executions()).isEqualTo(1);
    }

    @Test
    void failingStopsAfterADoneRunToo() {
        query.start().untilItsEnd();

        assertThatThrownBy(() -> changed(QueryChangePolicy.FAIL)).hasMessageContaining("statement has changed");
    }

    @ParameterizedTest
    @EnumSource
    void theSameStatementIsNoChange(QueryChangePolicy policy) {
        query.start().untilRows(2);

        query.on(policy).start().untilItsEnd();

        assertThat(query.ids()).isEqualTo(ids(1, ROWS));
        assertThat(query.executions()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void anOffsetThatWasWrittenByHandKnowsNoStatementAndIsFollowed(QueryChangePolicy policy) {
        query.stored = Optional.of(
                OffsetFormat.read("q", Map.of("version", 1L, "scheduled", "2026-03-01T09:30:00Z", "done", false)));

        query.everyQuarterOfAnHour().asking(OTHER).on(policy).start().untilRows(3);

        assertThat(query.stored.orElseThrow().attempt().run().scheduled()).hasToString("2026-03-01T09:30:00Z");
        assertThat(query.ids()).isEqualTo(ids(11, 13));
        assertThat(query.executions()).isEqualTo(1);
    }
}
