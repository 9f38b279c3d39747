package io.github.athenaconnect.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.type.RowType;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
        ResultObject object = object();
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

    /** Between two rows a task may wait for its worker, which then needs the memory itself. */
    @Test
    void isForgottenWithItsBufferBeforeTheRowsThatWereReadWithIt() {
        ResultObject object = object();
        RowBuffer buffer = new RowBuffer(object, 0, 16 * MEBIBYTE);
        CsvLine line = new CsvLine(2);
        CsvRows rows = new CsvRows(object, buffer, line, -1);
        for (int row = 0; row < 100_002; row++) {
            assertThat(rows.hasNext()).isTrue();
            rows.next();
        }
        assertThat(line.textOf(1).length()).isEqualTo(LARGE.length());
        WeakReference<byte[]> large = new WeakReference<>(buffer.bytes());

        assertThat(rows.hasNext()).isTrue();

        await().until(() -> {
            System.gc();
            return large.get() == null;
        });
        assertThat(buffer.bytes()).hasSizeLessThanOrEqualTo(SMALL_ROWS.length());
        rows.next();
        assertThat(line.textOf(1)).hasToString("2");
    }

    /** Rows of which one fits and much of the next. */
    @Test
    void takesNoMoreThanAThirdBesideTheLargestRowWhereOneFollowsTheOther() {
        int most = 6 * MEBIBYTE;
        int row = most / 12 * 7;
        RowBuffer buffer = new RowBuffer(object("7".repeat(6 * row)), 0, most);

        for (int rows = 0; rows < 6; rows++) {
            while (!buffer.isFull() && exchanging(buffer, most, buffer::fill)) {
                assertThat(buffer.length()).isLessThanOrEqualTo(most);
            }
            exchanging(buffer, most, () -> buffer.release(row));
        }
        assertThat(buffer.length()).isZero();
    }

    /** Has the buffer do something; before its array goes for another there are both. */
    private static boolean exchanging(RowBuffer buffer, int most, BooleanSupplier doing) {
        byte[] before = buffer.bytes();
        boolean done = doing.getAsBoolean();
        if (buffer.bytes() != before) {
            assertThat(before.length + buffer.bytes().length).isLessThanOrEqualTo(most / 3 * 4);
        }
        return done;
    }

    private static ResultObject object() {
        return object(CONTENT);
    }

    private static ResultObject object(String content) {
        Reading reading = new Reading(content, 16 * MEBIBYTE);
        ObjectOpener opener = new ObjectOpener(reading.s3, S3Location.parse(Reading.LOCATION), Optional.empty());
        return new ResultObject(opener, 1, failures -> {}, 0, Optional.empty());
    }

    private static void skip(ResultReader reader, int rows) {
        for (int row = 0; row < rows; row++) {
            reader.next();
        }
    }
}
