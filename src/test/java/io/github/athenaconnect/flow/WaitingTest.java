package io.github.athenaconnect.flow;

import static io.github.athenaconnect.fake.FakeAthena.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.AthenaException;

/** A query that was started again and first has Athena tell the time, by an execution that it need not know any more. */
class WaitingTest {
    private static final Instant NEXT = Instant.parse("2026-03-01T10:15:00Z");

    private final DrivenQuery query =
            new DrivenQuery().doubtingItsClock().everyQuarterOfAnHour().start().until("2026-03-01T10:06:00Z");

    /** Such as one of a workgroup that the connector has left since. */
    @Test
    void whoMayNotLookAtAnEarlierExecutionBelievesItsClock() {
        assertThat(query.executions()).isEqualTo(1);
        query.athena.failNext(
                refusal("AccessDeniedException", 400, "not authorized to perform: athena:GetQueryExecution"));

        query.start().until("2026-03-01T10:16:00Z");

        assertThat(query.executions()).isEqualTo(2);
    }

    @Test
    void anAthenaThatCannotAnswerIsAskedAgainWhenSomethingIsDue() {
        AthenaException ill = refusal("InternalServerException", 500, "ill");
        query.athena.failNext(ill);

        Step step = query.start().step();

        assertThat(step.notBefore()).isEqualTo(NEXT);
        query.until("2026-03-01T10:16:00Z");
        assertThat(query.executions()).isEqualTo(2);
    }
}
