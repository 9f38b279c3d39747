package io.github.athenaconnect.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.fake.EndlessS3;
import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.type.RowType;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/** CSV objects that somebody has made to take time or memory for ever. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileCsvTest {
    private static final int MEBIBYTE = 1 << 20;

    /** What a row may have at the default of {@code buffer.max.bytes}. */
    private static final int LARGEST_ROW = new ReadingMemory(64 * MEBIBYTE).row();

    private static final RowType TWO = TextRows.type("a", "b");
    private static final String HEADING = "\"a\",\"b\"\n";

    private static ResultReader open(S3Client s3, RowType type) {
        Reading reading = new Reading("", LARGEST_ROW);
        return reading.results(s3, failures -> {}).open(ResultFormat.CSV, Reading.LOCATION, type);
    }

    /** A line without an end, and a quote that nothing closes: as text, in quotes, full of quotes, full of line ends. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "\"x", "\"\"\"", "\"\n", "\"1\",\"\"\"x"})
    void aRowWithoutAnEndIsRefusedOnceItTakesMoreThanARowMay(String beginning) {
        String repeated = beginning.equals("\"\"\"") ? "\"\"" : beginning.endsWith("\n") ? "\n" : "xy";
        EndlessS3 s3 = new EndlessS3(HEADING + beginning, repeated);
        ResultReader reader = open(s3, TWO);

        long allocated = Allocation.of(() -> assertThatThrownBy(reader::next)
                .hasMessageContainingAll("row 1, from byte 8", LARGEST_ROW + " bytes", "raise buffer.max.bytes")
                .extracting("reason")
                .isEqualTo(Reason.TOO_LARGE));

        assertThat(s3.handedOut()).isLessThanOrEqualTo(LARGEST_ROW);
        assertThat(allocated).isLessThan(2L * LARGEST_ROW);
        assertThatThrownBy(reader::atEnd).extracting("reason").isEqualTo(Reason.CLOSED);
    }

    @Test
    void aHeadingWithoutAnEndIsRefusedInAFewWords() {
        assertThatThrownBy(() -> open(new EndlessS3("\"", "x"), TWO).atEnd())
                .hasMessageContainingAll("its header", "raise buffer.max.bytes")
                .message()
                .hasSizeLessThan(500);
    }

    /** In a result of one column each is a row that is NULL, so there is progress for as long as there is a byte. */
    @Test
    void emptyLinesAreRowsOfOneColumnInConstantMemory() {
        int rows = 2_000_000;
        EndlessS3 s3 = new EndlessS3("\"a\"\n", "\n");
        ResultReader reader = open(s3, TextRows.type("a"));
        assertThat(TextRows.values(reader.next())).containsOnlyNulls();
        int perRow = 200;

        long allocated = Allocation.of(() -> {
            for (int row = 1; row < rows; row++) {
                reader.next();
            }
        });

        assertThat(allocated).isLessThan((long) perRow * rows);
        assertThat(reader.position()).isEqualTo(new ResultPosition(0, rows, 4L + rows));
        assertThat(s3.handedOut()).isLessThan(rows + MEBIBYTE);
    }

    @Test
    void emptyLinesAreNoRowsOfSeveralColumns() {
        EndlessS3 s3 = new EndlessS3(HEADING, "\n");

        assertThatThrownBy(() -> open(s3, TWO).next())
                .hasMessageContaining("row 1, from byte 8 on, is not as Athena writes it: at byte 8 expected 2 values")
                .extracting("reason")
                .isEqualTo(Reason.MALFORMED);
        assertThat(s3.handedOut()).isLessThan(MEBIBYTE);
    }

    @Test
    void commasWithoutAnEndAreRefusedAtTheFirstThatIsTooMuch() {
        EndlessS3 s3 = new EndlessS3(HEADING, ",");

        assertThatThrownBy(() -> open(s3, TWO).next()).hasMessageContaining("expected 2 values, found more");
        assertThat(s3.handedOut()).isLessThan(MEBIBYTE);
    }

    @Test
    void aMillionColumnsThatAthenaDoesNotReportAreRefusedAtTheThird() {
        String content = IntStream.range(0, 1_000_000)
                .mapToObj(index -> "\"c" + index + "\"")
                .collect(Collectors.joining(","));

        assertThatThrownBy(() -> new Reading(content, LARGEST_ROW)
                        .open(TextRows.type("c0", "c1"))
                        .atEnd())
                .hasMessageContaining("its header, from byte 0 on, is not as Athena writes it: at byte 9")
                .message()
                .hasSizeLessThan(500);
    }

    @Test
    void aRowOfManyColumnsIsReadLikeAnyOther() {
        int columns = 10_000;
        RowType type = TextRows.type(
                IntStream.range(0, columns).mapToObj(index -> "c" + index).toArray(String[]::new));
        String heading = IntStream.range(0, columns)
                .mapToObj(index -> "\"c" + index + "\"")
                .collect(Collectors.joining(","));
        String row = "\n" + ",".repeat(columns - 1);

        assertThat(TextRows.remaining(new Reading(heading + row + row, LARGEST_ROW).open(type)))
                .isEqualTo(Collections.nCopies(2, Collections.nCopies(columns, null)));
    }

    @Test
    void namesThatForgeALogLineAreShownEscapedAndShortened() {
        String found = "x\n2026-03-01 ERROR \u001b[31m" + "y".repeat(MEBIBYTE);
        String expected = "\u202ex".repeat(MEBIBYTE);
        ResultReader reader = new Reading("\"" + found + "\"\n", LARGEST_ROW).open(TextRows.type(expected));

        assertThatThrownBy(reader::atEnd)
                .hasMessageContainingAll(
                        "\"x\\n2026-03-01 ERROR \\u001b[31m", "name of column 1 in its header", "\"\\u202ex")
                .message()
                .hasSizeLessThan(2_000)
                .doesNotContain("\n", "\u001b", "\u202e");
    }

    @Test
    void aRowThatEndsInTheMiddleOfNowhereIsRefused() {
        for (String end : List.of("\"", "\"1", "\"1\"", "\"1\",", "1,\"", "\"1\"x")) {
            ResultReader reader = new Reading(HEADING + end).open(TWO);
            if (end.equals("\"1\",")) {
                assertThat(TextRows.values(reader.next())).containsExactly("1", null);
            } else {
                assertThatThrownBy(reader::next).extracting("reason").isEqualTo(Reason.MALFORMED);
            }
        }
    }
}
