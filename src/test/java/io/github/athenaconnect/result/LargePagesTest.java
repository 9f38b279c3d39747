package io.github.athenaconnect.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.fake.PagingHttp;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.result.UnreadableResultException.Reason;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of GetQueryResults whose rows are larger than the memory, read by the SDK's own client from bytes that are counted. */
@Timeout(120)
class LargePagesTest {
    /** What an answer may have. */
    private static final int MOST = 64 * 1024;

    /** What the SDK's reader of JSON takes from a connection at once. */
    private static final int READ_AT_ONCE = 8 * 1024;

    private static final int ROWS = 900;

    private final Execution execution =
            StoredResult.table(List.of("a varchar"), "").execution();

    /** Small rows, then large ones, then small ones; of each the beginning is its number. */
    private static final List<String> VALUES = IntStream.range(0, ROWS)
            .mapToObj(row -> row >= 600 && row < 620 ? row + "x".repeat(5_000 + row % 7 * 4_000) : row + "")
            .toList();

    private static ResultReader reader(PagingHttp http, Execution execution, long from) {
        return new ResultPages(http.athena(), MOST)
                .resume(execution, TextRows.type("a"), new ResultPosition(0, from, 0));
    }

    private static List<String> values(ResultReader reader) {
        return TextRows.remaining(reader).stream().map(row -> row.get(0)).toList();
    }

    static Stream<UnaryOperator<PagingHttp>> kindsOfAthena() {
        return Stream.of(
                http -> http,
                PagingHttp::withoutLength,
                PagingHttp::packing,
                PagingHttp::strict,
                PagingHttp::numbering,
                http -> http.withoutLength().strict());
    }

    @ParameterizedTest
    @MethodSource("kindsOfAthena")
    void haveEachRowOnceAndTakeNoMoreThanTheyMay(UnaryOperator<PagingHttp> kind) {
        PagingHttp http = kind.apply(new PagingHttp(VALUES));

        assertThat(values(reader(http, execution, 0))).isEqualTo(VALUES);
        assertThat(http.taken()).allSatisfy(bytes -> assertThat(bytes).isLessThanOrEqualTo(MOST + READ_AT_ONCE));
        assertThat(http.aborted()).isPositive();
        assertThat(http.asked()).as("from one size to another").contains(1000).anyMatch(rows -> rows < 10);
    }

    @Test
    void areSmallOnlyWhereTheirRowsAreLarge() {
        PagingHttp http = new PagingHttp(VALUES);

        assertThat(values(reader(http, execution, 0))).isEqualTo(VALUES);
        assertThat(http.asked().subList(http.asked().size() - 2, http.asked().size()))
                .as("the last pages")
                .allMatch(rows -> rows >= 128);
        assertThat(http.asked()).as("of 900 rows").hasSizeLessThan(60);
    }

    @Test
    void areNotBegunIfTheySayThatTheyAreTooLarge() {
        PagingHttp http = new PagingHttp(Collections.nCopies(50, "x".repeat(10_000)));

        assertThat(values(reader(http, execution, 0))).hasSize(50);
        assertThat(http.taken().get(0)).isZero();
        assertThat(http.asked().get(0)).isEqualTo(1000);
        assertThat(http.asked().get(1))
                .as("as many as may fit, at the size of the first")
                .isLessThanOrEqualTo(130);
    }

    @ParameterizedTest
    @MethodSource("kindsOfAthena")
    void areReachedAgainAtAnyRow(UnaryOperator<PagingHttp> kind) {
        for (int row : List.of(601, ROWS)) {
            PagingHttp http = kind.apply(new PagingHttp(VALUES));

            assertThat(values(reader(http, execution, row)))
                    .as("from row %s", row)
                    .isEqualTo(VALUES.subList(row, ROWS));
        }
    }

    /** In one process, which remembers where pages of several sizes began, and whose readers all begin anew. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areReachedAgainByTheirProcessAtAnyRow(boolean announcing) {
        PagingHttp http = announcing ? new PagingHttp(VALUES) : new PagingHttp(VALUES).withoutLength();
        ResultPages pages = new ResultPages(http.athena(), MOST);
        ResultPosition position = ResultPosition.START;
        for (int row = 0; row < ROWS; row++) {
            boolean looked = row % 17 == 0 || (row > 590 && row < 630);
            position = looked
                    ? next(pages.resume(execution, TextRows.type("a"), position), row)
                    : new ResultPosition(0, row + 1L, 0);
        }
        assertThat(http.asked()).hasSizeLessThan(300);
    }

    private static ResultPosition next(ResultReader reader, int row) {
        assertThat(TextRows.values(reader.next())).containsExactly(VALUES.get(row));
        return reader.position();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofOneRowThatIsTooLargeEndWithItsNumberAndWhatHelps(boolean announcing) {
        List<String> values = Stream.concat(
                        IntStream.range(0, 1200).mapToObj(row -> "" + row), Stream.of("x".repeat(MOST), "last"))
                .toList();
        PagingHttp http = announcing ? new PagingHttp(values) : new PagingHttp(values).withoutLength();
        ResultReader reader = reader(http, execution, 0);
        for (int row = 0; row < 1200; row++) {
            assertThat(TextRows.values(reader.next())).containsExactly("" + row);
        }

        assertThatThrownBy(reader::atEnd)
                .isInstanceOf(UnreadableResultException.class)
                .hasMessage(
                        "Result athena:execution-0: row 1201 comes, with what Athena says of its columns, in more than the"
                                + " 65536 bytes that an answer may have; raise buffer.max.bytes.")
                .extracting("reason")
                .isEqualTo(Reason.TOO_LARGE);
        assertThatThrownBy(reader::atEnd).extracting("reason").isEqualTo(Reason.CLOSED);
        assertThat(values(new ResultPages(http.athena(), 2 * MOST)
                        .resume(execution, TextRows.type("a"), new ResultPosition(0, 1200, 0))))
                .as("with more memory")
                .containsExactly("x".repeat(MOST), "last");
    }

    @Test
    void ofMoreColumnsThanMayBeHeldAreRefusedBeforeAnyRow() {
        PagingHttp http = new PagingHttp(List.of());

        assertThatThrownBy(() -> new ResultColumns(http.athena(), 50).of(execution))
                .isInstanceOf(UnreadableResultException.class)
                .hasMessageContainingAll("its heading comes, with what Athena says of its columns,", "the 50 bytes");
    }

    /** The SDK takes it for a broken connection, and asks again until it has asked as often as it may: here once. */
    @Test
    void ofAValueThatIsTooLongForTheSdkEndWithItsRow() {
        List<String> values = List.of("first", "x".repeat(20_000_001), "last");
        ResultPages pages = new ResultPages(new PagingHttp(values).athena(1), 1 << 30);
        ResultReader reader = pages.open(execution, TextRows.type("a"));

        assertThat(TextRows.values(reader.next())).containsExactly("first");
        assertThatThrownBy(reader::next)
                .isInstanceOf(UnreadableResultException.class)
                .hasMessageContainingAll("row 2 has a value that is longer than AWS's SDK takes", "csv or unload")
                .extracting("reason")
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void thatUnpackWithoutEndAreBrokenOff() {
        PagingHttp http = new PagingHttp(List.of("x".repeat(3_000_000))).packing();
        ResultReader reader = reader(http, execution, 0);

        assertThatThrownBy(reader::atEnd).hasMessageContaining("row 1 comes");
        assertThat(http.taken())
                .as("packed bytes")
                .allSatisfy(bytes -> assertThat(bytes).isLessThan(2_000));
    }
}
