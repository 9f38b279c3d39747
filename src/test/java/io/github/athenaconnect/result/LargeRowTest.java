package io.github.athenaconnect.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.type.RowType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rows larger than the buffer, among small ones. */
class LargeRowTest {
    private static final int MEBIBYTE = 1 << 20;
    private static final RowType TYPE = TextRows.type("a", "b");
    private static final String LARGE = "7".repeat(8 * MEBIBYTE);
    private static final String SMALL_ROWS = "\"1\",\"2\"\n".repeat(100_000);
    private static final String CONTENT = "\"a\",\"b\"\n" + SMALL_ROWS + "\"x\",\"" + LARGE + "\"\n" + SMALL_ROWS;

    @Test
    void isReadLikeAnyOther() {
        Reading reading = new Reading(CONTENT, 16 * MEBIBYTE);
        reading.s3.delivering(Bodies.inPieces(() -> 1400));
        ResultReader reader = reading.open(TYPE);

        skip(reader, 100_000);
        assertThat(TextRows.values(reader.next())).isEqualTo(List.of("x", LARGE));
        skip(reader, 99_999);
        assertThat(TextRows.remaining(reader)).containsExactly(List.of("1", "2"));
        assertThat(reader.position().bytes()).isEqualTo(CONTENT.length());
    }

    @Test
    void aboveTheLimitEndsWithTheKeyThatRaisesIt() {
        ResultReader reader = new Reading(CONTENT, MEBIBYTE).open(TYPE);

        skip(reader, 100_000);
        assertThatThrownBy(reader::next)
                .isInstanceOf(UnreadableResultException.class)
                .hasMessage("Result " + Reading.LOCATION + ": row 100001, from byte 800008 on,"
                        + " takes more than the 1048576 bytes a row may have; raise buffer.max.bytes.")
                .extracting("reason")
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void leavesNoLargeBufferBehind() {
        Reading reading = new Reading(CONTENT, 16 * MEBIBYTE);
        ObjectOpener opener = new ObjectOpener(reading.s3, S3Location.parse(Reading.LOCATION), Optional.empty());
        ResultObject object = new ResultObject(opener, 1, failures -> {}, 0, Optional.empty());
        RowBuffer buffer = new RowBuffer(object, 0, 16 * MEBIBYTE);
        CsvRows rows = new CsvRows(object, buffer, new CsvLine(2), -1);
        int usual = buffer.bytes().length;

        int largest = 0;
        while (rows.hasNext()) {
            rows.next();
            largest = Math.max(largest, buffer.bytes().length);
        }

        assertThat(largest).isBetween(8 * MEBIBYTE, 16 * MEBIBYTE);
        assertThat(buffer.bytes()).hasSize(usual);
    }

    private static void skip(ResultReader reader, int rows) {
        for (int row = 0; row < rows; row++) {
            reader.next();
        }
    }
}
