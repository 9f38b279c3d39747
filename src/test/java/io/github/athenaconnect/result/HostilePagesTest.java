package io.github.athenaconnect.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.RowShape;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import io.github.athenaconnect.type.UnusableColumnsException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.Row;

/** Answers of GetQueryResults that Athena does not give, but somebody else may. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostilePagesTest {
    private static final TypeSettings TYPES = new TypeSettings("row", DecimalMode.DECIMAL, TimestampMode.MILLIS);

    private final Execution execution =
            StoredResult.table(List.of("a varchar"), "").execution();

    private ResultReader reader(Function<GetQueryResultsRequest, GetQueryResultsResponse> answers) {
        return new ResultPages(new Answering(answers), 1 << 20).open(execution, TextRows.type("a"));
    }

    private List<io.github.athenaconnect.type.AthenaColumn> columns(GetQueryResultsResponse answer) {
        return new ResultColumns(new Answering(request -> answer)).of(execution);
    }

    private static GetQueryResultsResponse page(String next, String... values) {
        List<Row> rows = List.of(values).stream()
                .map(value -> Row.builder()
                        .data(Datum.builder().varCharValue(value).build())
                        .build())
                .toList();
        return GetQueryResultsResponse.builder()
                .resultSet(set -> set.rows(rows))
                .nextToken(next)
                .build();
    }

    @Test
    void pagesWithoutARowAreNotAskedForWithoutEnd() {
        int[] calls = new int[1];
        ResultReader reader = reader(request -> page("token " + calls[0]++));

        assertThatThrownBy(reader::atEnd)
                .hasMessageContaining(
                        "has no end: behind row 0 Athena gave 1001 pages one after the other without a row")
                .extracting("reason")
                .isEqualTo(Reason.MALFORMED);
        assertThat(calls[0]).isEqualTo(1001);
        assertThatThrownBy(reader::atEnd).extracting("reason").isEqualTo(Reason.CLOSED);
    }

    @Test
    void someEmptyPagesInBetweenEndNothing() {
        int[] calls = new int[1];
        ResultReader reader = reader(request -> ++calls[0] % 1000 == 0
                ? page(calls[0] == 3000 ? null : "token " + calls[0], "x")
                : page("token " + calls[0]));

        assertThat(TextRows.remaining(reader)).hasSize(3);
    }

    @Test
    void pagesThatGoInACircleEndAfterAFewRounds() {
        int[] calls = new int[1];
        ResultReader reader = reader(request -> page("token " + calls[0]++ % 7, "x"));

        assertThatThrownBy(() -> TextRows.remaining(reader))
                .hasMessageContaining("Athena names a page as the next one that it has given before")
                .extracting("reason")
                .isEqualTo(Reason.MALFORMED);
        assertThat(calls[0]).isLessThan(30);
    }

    @Test
    void anAnswerWithoutAResultHasNoRows() {
        ResultReader reader =
                reader(request -> GetQueryResultsResponse.builder().build());

        assertThat(reader.atEnd()).isTrue();
    }

    @Test
    void anAnswerThatTellsNoColumnsHasNone() {
        assertThat(columns(GetQueryResultsResponse.builder().build())).isEmpty();
        assertThat(columns(page(null))).isEmpty();
        assertThatThrownBy(() -> RowShape.asFound(TYPES).of(List.of()))
                .isInstanceOf(UnusableColumnsException.class)
                .hasMessageContaining("The result has no columns");
    }

    @Test
    void aColumnOfWhichNothingIsToldIsATextWithoutAName() {
        assertThat(columns(GetQueryResultsResponse.builder()
                        .resultSet(set -> set.resultSetMetadata(metadata ->
                                metadata.columnInfo(ColumnInfo.builder().build())))
                        .build()))
                .singleElement()
                .satisfies(column -> {
                    assertThat(column.name()).isEmpty();
                    assertThat(column.plainTypeName()).isEqualTo("unknown");
                });
    }

    @Test
    void aMillionColumnsAreRefusedBeforeAnythingIsMadeOfThem() {
        ColumnInfo column = ColumnInfo.builder()
                .label("c")
                .type("varchar")
                .precision(0)
                .scale(0)
                .build();
        List<ColumnInfo> million =
                IntStream.range(0, 1_000_000).mapToObj(index -> column).toList();
        var columns = columns(GetQueryResultsResponse.builder()
                .resultSet(set -> set.resultSetMetadata(metadata -> metadata.columnInfo(million)))
                .build());

        long allocated = Allocation.of(
                () -> assertThatThrownBy(() -> RowShape.asFound(TYPES).of(columns))
                        .isInstanceOf(UnusableColumnsException.class)
                        .hasMessageStartingWith("The result has 1000000 columns; expected at most 10000"));

        assertThat(allocated).isLessThan(64L << 20);
    }

    @Test
    void aTypeWithoutEndIsRefused() {
        for (String type : List.of("(".repeat(1 << 20), " ".repeat(1 << 20), "array(".repeat(100_000))) {
            assertThatThrownBy(() -> columns(GetQueryResultsResponse.builder()
                            .resultSet(set -> set.resultSetMetadata(metadata -> metadata.columnInfo(
                                    ColumnInfo.builder().label("c").type(type).build())))
                            .build()))
                    .hasMessageContaining("a type of " + type.length() + " characters")
                    .message()
                    .hasSizeLessThan(500);
        }
    }

    @Test
    void whatAthenaSaysOfALostResultIsToldInOneShortLine() {
        String said = "NoSuchKey\n\u001b[31m" + "x".repeat(1 << 20);

        assertThatThrownBy(() -> reader(request -> {
                            throw InvalidRequestException.class.cast(InvalidRequestException.builder()
                                    .statusCode(400)
                                    .awsErrorDetails(FakeAthena.refusal("InvalidRequestException", 400, said)
                                            .awsErrorDetails())
                                    .build());
                        })
                        .atEnd())
                .extracting("reason")
                .isEqualTo(Reason.GONE);
    }

    private record Answering(Function<GetQueryResultsRequest, GetQueryResultsResponse> answers)
            implements AthenaClient {
        @Override
        public GetQueryResultsResponse getQueryResults(GetQueryResultsRequest request) {
            return answers.apply(request);
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
