package io.github.athenaconnect.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.type.RowType;
import org.junit.jupiter.api.Test;

/** Closing a reader of a server that answers; {@link HttpTest} has the other kind. */
class CloseTest {
    private static final RowType TYPE = TextRows.type("a");

    @Test
    void closedReaderReturnsNothingMore() {
        Reading reading = new Reading("\"a\"\n\"1\"\n\"2\"\n");
        ResultReader reader = reading.open(TYPE);
        reader.next();

        reader.close();
        reader.close();

        assertThatThrownBy(reader::atEnd).extracting("reason").isEqualTo(Reason.CLOSED);
        assertThatThrownBy(reader::next).extracting("reason").isEqualTo(Reason.CLOSED);
        assertThat(reading.pauses).isEmpty();
    }

    @Test
    void readerClosedWhileItsRequestIsUnderWayReadsNothing() {
        Reading reading = new Reading("\"a\"\n\"1\"\n");
        ResultReader reader = reading.open(TYPE);
        reading.s3.failNext(body -> {
            reader.close();
            return body;
        });

        assertThatThrownBy(reader::atEnd).extracting("reason").isEqualTo(Reason.CLOSED);
    }
}
