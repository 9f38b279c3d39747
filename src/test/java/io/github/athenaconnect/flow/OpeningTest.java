package io.github.athenaconnect.flow;

import static io.github.athenaconnect.flow.DrivenQuery.ROWS;
import static io.github.athenaconnect.flow.DrivenQuery.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.failure.MissingResultPolicy;
import io.github.athenaconnect.fake.CutStream;
import io.github.athenaconnect.fake.FakeAthena;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A result whose turn to be opened comes later, because others are open. */
class OpeningTest {
    private static final Duration LONGER_THAN_ANY_PATIENCE = Duration.ofHours(3);

    /** Those of the heading too. */
    private static final int BYTES_OF_THREE_ROWS = 17;

    private final DrivenQuery query = new DrivenQuery();

    private DrivenQuery untilItWaits() {
        query.whileOthersRead().stepsUntil(Step::awaitsOpening);
        return query;
    }

    @Test
    void isDeliveredOnceItIsItsTurn() {
        query.start();
        untilItWaits().clock.move(LONGER_THAN_ANY_PATIENCE);

        query.onceOthersHaveRead().untilItsEnd();

        assertThat(query.ids()).isEqualTo(ids(1, ROWS));
        assertThat(query.executions()).isEqualTo(1);
    }

    @Test
    void waitingForOthersIsNoTimeInWhichCallsFailed() {
        query.start().step();
        query.athena.failNext(FakeAthena.refusal("ThrottlingException", 400, "Rate exceeded"));
        query.step();
        untilItWaits().clock.move(LONGER_THAN_ANY_PATIENCE);
        query.athena.failNext(FakeAthena.refusal("ThrottlingException", 400, "Rate exceeded"));

        query.onceOthersHaveRead().untilItsEnd();

        assertThat(query.ids()).isEqualTo(ids(1, ROWS));
        assertThat(query.executions()).isEqualTo(1);
    }

    /** Otherwise a broken connection would put a half-delivered run behind all that wait. */
    @Test
    void whoseReadingBreaksOffKeepsItsPlaceUntilItHasBeenRead() {
        query.s3.failNext(body -> new CutStream(body, BYTES_OF_THREE_ROWS));
        query.start();
        Step opened = query.stepsUntil(Step::leavesResultOpen);
        Step broken = query.stepsUntil(step -> !step.leavesResultOpen());

        assertThat(opened.keepsResult()).isTrue();
        assertThat(query.ids()).hasSizeBetween(1, ROWS - 1);
        assertThat(broken.keepsResult()).isTrue();
        query.stepsUntil(Step::leavesResultOpen);
        assertThat(query.stepsUntil(step -> !step.leavesResultOpen()).keepsResult())
                .isFalse();
        assertThat(query.ids()).isEqualTo(ids(1, ROWS));
    }

    @Test
    void aResultThatWentMeanwhileIsMissingAsOneThatIsBeingReadIs() {
        query.on(MissingResultPolicy.RERUN).start();
        untilItWaits().s3.remove(query.athena.location(0));

        query.onceOthersHaveRead().untilItsEnd();

        assertThat(query.ids()).isEqualTo(ids(1, ROWS));
        assertThat(query.executions()).isEqualTo(2);
    }

    @Test
    void orTheTaskStopsWhereThatIsWanted() {
        query.on(MissingResultPolicy.FAIL).start();
        untilItWaits().s3.remove(query.athena.location(0));

        assertThatThrownBy(() -> query.onceOthersHaveRead().untilItsEnd())
                .isInstanceOf(QueryStoppedException.class)
                .hasMessageContaining("query.q.on.result.missing=fail");
        assertThat(query.executions()).isEqualTo(1);
    }
}
