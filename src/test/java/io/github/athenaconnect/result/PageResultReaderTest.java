package io.github.athenaconnect.result;

import static io.github.athenaconnect.fake.FakeAthena.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.result.UnreadableResultException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.Row;

/** Rows from the pages of GetQueryResults. */
class PageResultReaderTest {
    private static final List<String> COLUMNS = List.of("id integer", "note varchar");

    private static List<String> remaining(ResultReader reader) {
        List<String> rows = new ArrayList<>();
        while (!reader.atEnd()) {
            Struct row = reader.next();
            rows.add(row.get("id") + ":" + row.get("note"));
        }
        return rows;
    }

    private static String csv(int rows) {
        return IntStream.rangeClosed(1, rows)
                .mapToObj(id -> "\"" + id + "\",\"note " + id + "\"\n")
                .collect(Collectors.joining());
    }

    private static List<String> rows(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(id -> id + ":note " + id)
                .toList();
    }

    @Nested
    class Rows {
        @Test
        void areTypedAndTellNullFromEmptyText() {
            ResultReader reader = StoredResult.table(COLUMNS, "\"1\",\"a \"\"b\"\"\"\n\"2\",\"\"\n,\n")
                    .pages();

            assertThat(remaining(reader)).containsExactly("1:a \"b\"", "2:", "null:null");
        }

        @Test
        void haveTheirTextsForWatermarks() {
            ResultReader reader = StoredResult.table(COLUMNS, "\"007\",\n").pages();
            reader.next();

            assertThat(reader.text(0)).isEqualTo("007");
            assertThat(reader.text(1)).isNull();
            assertThat(reader.atEnd()).isTrue();
            assertThatThrownBy(() -> reader.text(0)).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void mayBeNone() {
            ResultReader reader = StoredResult.table(COLUMNS, "").pages();

            assertThat(reader.atEnd()).isTrue();
            assertThat(reader.position()).isEqualTo(ResultPosition.START);
            assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
        }

        @Test
        void areOneForEachRowAlsoWhereTheFirstRepeatsTheHeading() {
            StoredResult result =
                    StoredResult.table(List.of("id varchar", "note varchar"), "\"id\",\"note\"\n\"id\",\"note\"\n");

            assertThat(remaining(result.pages())).containsExactly("id:note", "id:note");
        }

        @Test
        void beginBehindAHeadingOfOtherCasing() {
            Pages pages = new Pages(List.of("ID", "Note"), List.of(List.of("id", "note"), List.of("1", "a")));

            assertThat(pages.remaining()).containsExactly(List.of("1", "a"));
        }

        @Test
        void loseNoneWhereThereIsNoHeading() {
            Pages pages = new Pages(List.of("id", "note"), List.of(List.of("id", "other"), List.of("1", "a")));

            assertThat(pages.remaining()).containsExactly(List.of("id", "other"), List.of("1", "a"));
        }

        @Test
        void ofAnotherWidthThanTheColumnsAreRefused() {
            Pages pages = new Pages(List.of("id", "note"), List.of(List.of("id", "note"), List.of("1")));

            assertThatThrownBy(pages::remaining)
                    .isInstanceOfSatisfying(
                            UnreadableResultException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED))
                    .hasMessageContainingAll("1 values", "2 columns");
        }

        @Test
        void thatCannotBeDecodedAreNamedAndPassed() {
            ResultReader reader =
                    StoredResult.table(COLUMNS, "\"1\",\n\"x\",\n\"3\",\n").pages();
            reader.next();

            assertThatThrownBy(reader::next)
                    .isInstanceOf(UndecodableRowException.class)
                    .hasMessageContainingAll("athena:execution-0", "row 2", "\"id\"", "integer");
            assertThat(reader.position().row()).isEqualTo(2);
            assertThat(reader.text(0)).isEqualTo("x");
            assertThat(reader.place()).isEqualTo(new RowPlace("athena:execution-0", 2));
            assertThat(remaining(reader)).containsExactly("3:null");
        }
    }

    @Nested
    class Places {
        private static final int ROWS = 2500;

        private final StoredResult result = StoredResult.table(COLUMNS, csv(ROWS));

        @Test
        void areReachedAgainFromEveryRow() {
            Execution execution = result.execution();
            ResultReader reader =
                    result.results(ResultFormat.API).open(execution).reader();
            List<ResultPosition> positions = new ArrayList<>(List.of(reader.position()));
            while (!reader.atEnd()) {
                reader.next();
                positions.add(reader.position());
            }

            for (ResultPosition position : positions) {
                ResultReader again = result.results(ResultFormat.API)
                        .resume(execution, reader.fingerprint(), position)
                        .reader();
                assertThat(again.position()).isEqualTo(position);
                int row = (int) position.row();
                if (row == ROWS) {
                    assertThat(again.atEnd()).isTrue();
                } else {
                    assertThat(again.next().getInt32("id")).isEqualTo(row + 1);
                    assertThat(again.position()).isEqualTo(positions.get(row + 1));
                }
            }
            ResultPosition middle = positions.get(1300);
            assertThat(remaining(result.results(ResultFormat.API)
                            .resume(execution, reader.fingerprint(), middle)
                            .reader()))
                    .isEqualTo(rows(1301, ROWS));
        }

        @Test
        void haveBytesThatGrowWithEveryRow() {
            ResultReader reader =
                    StoredResult.table(COLUMNS, ",\n\"1\",\"ü\"\n,\n").pages();
            List<Long> bytes = new ArrayList<>();
            while (!reader.atEnd()) {
                reader.next();
                bytes.add(reader.position().bytes());
            }

            assertThat(bytes).containsExactly(2L, 7L, 9L);
        }

        @Test
        void costACallForEveryThousandRowsBeforeThem() {
            Execution execution = result.execution();
            ResultReader reader = result.results(ResultFormat.API)
                    .resume(execution, ResultFingerprint.ofPages(execution.id()), new ResultPosition(0, 2400, 9))
                    .reader();

            assertThat(remaining(reader)).isEqualTo(rows(2401, ROWS));
            assertThat(result.athena.pages())
                    .hasSize(3)
                    .allSatisfy(page -> assertThat(page.maxResults()).isEqualTo(1000));
        }

        @Test
        void costOneCallWhereTheProcessRemembersThePage() {
            Execution execution = result.execution();
            QueryResults results = result.results(ResultFormat.API);
            ResultReader reader = results.open(execution).reader();
            while (reader.position().row() < 2400) {
                reader.next();
            }
            int before = result.athena.pages().size();
            ResultReader again = results.resume(execution, reader.fingerprint(), new ResultPosition(0, 1500, 9))
                    .reader();

            assertThat(again.next().getInt32("id")).isEqualTo(1501);
            assertThat(result.athena.pages()).hasSize(before + 1);
            assertThat(again.position().row()).isEqualTo(1501);
        }

        @Test
        void costNoCallOnThePageThatWasReadLast() {
            Execution execution = result.execution();
            QueryResults results = result.results(ResultFormat.API);
            ResultReader reader = results.open(execution).reader();
            while (reader.position().row() < 2400) {
                reader.next();
            }
            int before = result.athena.pages().size();
            ResultReader again = results.resume(execution, reader.fingerprint(), new ResultPosition(0, 2200, 9))
                    .reader();

            assertThat(remaining(again)).isEqualTo(rows(2201, ROWS));
            assertThat(result.athena.pages()).hasSize(before);
        }

        @Test
        void ofAnotherExecutionAreNotTakenForThoseOfThisOne() {
            Execution execution = result.execution();
            QueryResults results = result.results(ResultFormat.API);
            remaining(results.open(execution).reader());

            assertThat(remaining(results.open(result.execution()).reader())).isEqualTo(rows(1, ROWS));
        }

        @Test
        void behindTheEndAreRefused() {
            Execution execution = result.execution();
            ResultReader reader = result.results(ResultFormat.API)
                    .resume(execution, ResultFingerprint.ofPages(execution.id()), new ResultPosition(0, 2501, 9))
                    .reader();

            assertThatThrownBy(reader::atEnd)
                    .isInstanceOfSatisfying(
                            UnreadableResultException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.CHANGED))
                    .hasMessageContainingAll("athena:execution-0", "2501", "found 2500");
        }
    }

    @Nested
    class Failing {
        private final StoredResult result = StoredResult.table(COLUMNS, csv(2500));
        private final AtomicInteger calls = new AtomicInteger();

        private void failCall(int number, RuntimeException failure) {
            result.athena.beforePage(page -> {
                if (page.maxResults() > 1 && calls.incrementAndGet() == number) {
                    throw failure;
                }
            });
        }

        @Test
        void passesThroughAndLeavesTheReaderWhereItWas() {
            failCall(2, refusal("ThrottlingException", 400, "Rate exceeded"));
            ResultReader reader = result.pages();
            while (reader.position().row() < 999) {
                reader.next();
            }

            assertThatThrownBy(reader::atEnd).isInstanceOf(AthenaException.class);
            assertThat(reader.position().row()).isEqualTo(999);
            assertThat(remaining(reader)).isEqualTo(rows(1000, 2500));
        }

        @Test
        void startsOverWhenATokenIsNotHonouredAnyMore() {
            failCall(3, invalid("Invalid NextToken"));

            assertThat(remaining(result.pages())).isEqualTo(rows(1, 2500));
            assertThat(calls).hasValue(3 + 3);
        }

        @Test
        void startsOverOnlyOnce() {
            result.athena.beforePage(page -> {
                if ("2000".equals(page.nextToken())) {
                    throw invalid("Invalid NextToken");
                }
            });

            assertThatThrownBy(() -> remaining(result.pages())).isInstanceOf(InvalidRequestException.class);
        }

        @Test
        void tellsAResultThatHasGone() {
            failCall(1, invalid("The specified key does not exist. (NoSuchKey)"));
            ResultReader reader = result.pages();

            assertThatThrownBy(reader::atEnd)
                    .isInstanceOfSatisfying(
                            UnreadableResultException.class,
                            e -> assertThat(e.isMissing()).isTrue());
            assertThatThrownBy(reader::atEnd)
                    .as("closed by then")
                    .isInstanceOfSatisfying(
                            UnreadableResultException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
        }

        @Test
        void tellsAResultThatAthenaKeptForADay() {
            result.athena.describing(execution -> execution
                    .resultConfiguration((software.amazon.awssdk.services.athena.model.ResultConfiguration) null)
                    .managedQueryResultsConfiguration(managed -> managed.enabled(true)));
            String id = result.execution().id();
            result.athena.beforePage(page -> {
                throw invalid("No longer available");
            });
            QueryResults results = result.results(ResultFormat.API);

            assertThatThrownBy(() -> results.open(result.look(id))).isInstanceOf(InvalidRequestException.class);
            result.clock.move(Duration.ofHours(25));
            assertThatThrownBy(() -> results.open(result.look(id)))
                    .isInstanceOfSatisfying(
                            UnreadableResultException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.GONE))
                    .hasMessageContaining("24 hours");
        }

        @Test
        void endsWhenClosed() {
            ResultReader reader = result.pages();
            reader.next();
            reader.close();

            assertThatThrownBy(reader::next)
                    .isInstanceOfSatisfying(
                            UnreadableResultException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
        }

        @Test
        void endsWhenClosedWhileItPagesToItsPlace() {
            Execution execution = result.execution();
            ResultReader reader = result.results(ResultFormat.API)
                    .resume(execution, ResultFingerprint.ofPages(execution.id()), new ResultPosition(0, 2400, 9))
                    .reader();
            result.athena.beforePage(page -> reader.close());

            assertThatThrownBy(reader::next).hasMessageContaining("closed");
            assertThat(result.athena.pages()).hasSize(1);
        }
    }

    @Test
    void anEmptyPageIsNotTheEnd() {
        Pages pages = new Pages(List.of("id"), List.of(List.of("id"), List.of("1")));
        pages.tokens.addAll(List.of("a", "b"));

        assertThat(pages.remaining()).containsExactly(List.of("1"));
    }

    @Test
    void aTokenThatLeadsToItselfIsNotFollowedForEver() {
        Pages pages = new Pages(List.of("id"), List.of(List.of("id"), List.of("1")));
        pages.tokens.addAll(Collections.nCopies(1000, "a"));

        assertThatThrownBy(pages::remaining).hasMessageContaining("no end");
    }

    private static InvalidRequestException invalid(String message) {
        return InvalidRequestException.builder()
                .statusCode(400)
                .awsErrorDetails(software.amazon.awssdk.awscore.exception.AwsErrorDetails.builder()
                        .errorCode("InvalidRequestException")
                        .errorMessage(message)
                        .build())
                .build();
    }

    /** An Athena that hands out one page of text columns, then empty ones for as many tokens as it has. */
    private static final class Pages implements AthenaClient {
        private final List<String> labels;
        private final List<List<String>> rows;
        private final List<String> tokens = new ArrayList<>();

        Pages(List<String> labels, List<List<String>> rows) {
            this.labels = labels;
            this.rows = rows;
        }

        List<List<String>> remaining() {
            Execution execution = StoredResult.table(COLUMNS, "").execution();
            return TextRows.remaining(
                    new ResultPages(this, 1 << 20).open(execution, TextRows.type(labels.toArray(String[]::new))));
        }

        @Override
        public GetQueryResultsResponse getQueryResults(GetQueryResultsRequest request) {
            List<Row> page = request.nextToken() == null
                    ? rows.stream()
                            .map(row -> Row.builder()
                                    .data(row.stream()
                                            .map(value -> Datum.builder()
                                                    .varCharValue(value)
                                                    .build())
                                            .toList())
                                    .build())
                            .toList()
                    : List.of();
            List<ColumnInfo> columns = labels.stream()
                    .map(label -> ColumnInfo.builder().label(label).build())
                    .toList();
            return GetQueryResultsResponse.builder()
                    .resultSet(set -> set.rows(page).resultSetMetadata(metadata -> metadata.columnInfo(columns)))
                    .nextToken(tokens.isEmpty() ? null : tokens.remove(0))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
