package io.github.athenaconnect.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.result.UnreadableResultException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;

/** Which reader a result gets, and what the user is told of it. */
class QueryResultsTest {
    private static final List<String> COLUMNS = List.of("id integer");

    private final StoredResult table = StoredResult.table(COLUMNS, "\"1\"\n\"2\"\n");

    private static boolean isOfPages(OpenResult opened) {
        return opened.reader().fingerprint().isOfPages();
    }

    private static int rows(OpenResult opened) {
        int rows = 0;
        while (!opened.reader().atEnd()) {
            opened.reader().next();
            rows++;
        }
        return rows;
    }

    static Stream<Arguments> obstacles() {
        UnaryOperator<QueryExecution.Builder> managed = execution -> execution
                .resultConfiguration((ResultConfiguration) null)
                .managedQueryResultsConfiguration(results -> results.enabled(true));
        UnaryOperator<QueryExecution.Builder> nowhere =
                execution -> execution.resultConfiguration((ResultConfiguration) null);
        UnaryOperator<QueryExecution.Builder> encrypted = execution ->
                execution.resultConfiguration(result -> result.outputLocation("s3://results/execution-0.csv")
                        .encryptionConfiguration(how -> how.encryptionOption(EncryptionOption.CSE_KMS)));
        return Stream.of(
                Arguments.of("managed query results", managed),
                Arguments.of("names no object", nowhere),
                Arguments.of("CSE_KMS", encrypted));
    }

    @Nested
    class Auto {
        @Test
        void readsTheObjectAndSaysNothing() {
            OpenResult opened = table.results(ResultFormat.AUTO).open(table.execution());

            assertThat(isOfPages(opened)).isFalse();
            assertThat(opened.news()).isEmpty();
            assertThat(rows(opened)).isEqualTo(2);
            assertThat(table.s3.requests())
                    .as("no request more than reading needs")
                    .hasSize(1);
            assertThat(table.athena.pages()).isEmpty();
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("io.github.athenaconnect.result.QueryResultsTest#obstacles")
        void readsPagesAndSaysWhyOnce(String why, UnaryOperator<QueryExecution.Builder> description) {
            table.athena.describing(description);
            QueryResults results = table.results(ResultFormat.AUTO);
            OpenResult first = results.open(table.execution());
            OpenResult second = results.open(table.execution());

            assertThat(first.news()).get().asString().contains("result.format=auto", "GetQueryResults", why);
            assertThat(rows(first)).isEqualTo(2);
            assertThat(second.news()).isEmpty();
            assertThat(isOfPages(second)).isTrue();
            assertThat(table.s3.requests()).as("S3 is not asked in vain").isEmpty();
        }

        @Test
        void readsPagesWhereS3DeniesTheObject() {
            QueryResults results = table.results(ResultFormat.AUTO);
            table.s3.failNext(FakeS3.error(403, "AccessDenied")).failNext(FakeS3.error(403, "AccessDenied"));
            OpenResult first = results.open(table.execution());
            OpenResult second = results.open(table.execution());
            OpenResult allowed = results.open(table.execution());
            table.s3.failNext(FakeS3.error(403, "AccessDenied"));
            OpenResult deniedAgain = results.open(table.execution());

            assertThat(first.news()).get().asString().contains("s3:GetObject", "s3://results/");
            assertThat(rows(first)).isEqualTo(2);
            assertThat(second.news()).isEmpty();
            assertThat(isOfPages(allowed)).isFalse();
            assertThat(deniedAgain.news()).isPresent();
        }

        @Test
        void saysAnotherReason() {
            QueryResults results = table.results(ResultFormat.AUTO);
            table.s3.failNext(FakeS3.error(403, "AccessDenied"));
            OpenResult denied = results.open(table.execution());
            table.athena.describing(execution -> execution.resultConfiguration((ResultConfiguration) null));
            OpenResult nowhere = results.open(table.execution());

            assertThat(denied.news()).get().asString().contains("s3:GetObject");
            assertThat(nowhere.news()).get().asString().contains("names no object");
        }

        @ParameterizedTest
        @MethodSource("io.github.athenaconnect.result.QueryResultsTest#failuresOfS3")
        void doesNotHideWhatElseIsWrongWithS3(int status, String code) {
            table.s3.failNext(FakeS3.error(status, code));

            assertThatThrownBy(() -> table.results(ResultFormat.AUTO).open(table.execution()))
                    .isInstanceOf(UnreadableResultException.class);
            assertThat(table.s3.openBodies()).isZero();
        }

        @Test
        void doesNotPassOverABucketThatMayBeSomebodyElses() {
            table.s3.failNext(FakeS3.error(403, "AccessDenied"));
            QueryResults results = table.results(ResultFormat.AUTO, Optional.of("111122223333"));

            assertThatThrownBy(() -> results.open(table.execution()))
                    .isInstanceOfSatisfying(
                            UnreadableResultException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.DENIED));
        }
    }

    static Stream<Arguments> failuresOfS3() {
        return Stream.of(
                Arguments.of(404, "NoSuchKey"),
                Arguments.of(403, "InvalidAccessKeyId"),
                Arguments.of(403, "SignatureDoesNotMatch"),
                Arguments.of(301, "PermanentRedirect"),
                Arguments.of(503, "SlowDown"));
    }

    @Nested
    class Configured {
        @Test
        void asApiReadsPagesWithoutAWord() {
            OpenResult opened = table.results(ResultFormat.API).open(table.execution());

            assertThat(rows(opened)).isEqualTo(2);
            assertThat(isOfPages(opened)).isTrue();
            assertThat(opened.news()).isEmpty();
            assertThat(table.s3.requests()).isEmpty();
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("io.github.athenaconnect.result.QueryResultsTest#obstacles")
        void asCsvRefusesWhatIsNone(String why, UnaryOperator<QueryExecution.Builder> description) {
            table.athena.describing(description);

            assertThatThrownBy(() -> table.results(ResultFormat.CSV).open(table.execution()))
                    .isInstanceOfSatisfying(UnreadableResultException.class, e -> {
                        assertThat(e.reason()).isEqualTo(Reason.OTHER_FORMAT);
                        assertThat(e.isOfThisResult())
                                .as("the next run would be no better")
                                .isFalse();
                    })
                    .hasMessageContainingAll("result.format=csv", why, "auto or api");
        }
    }

    @Nested
    class Resumed {
        @Test
        void pagesStayPagesWhateverIsConfiguredNow() {
            Execution execution = table.execution();
            ResultReader reader =
                    table.results(ResultFormat.API).open(execution).reader();
            reader.next();

            OpenResult again =
                    table.results(ResultFormat.CSV).resume(execution, reader.fingerprint(), reader.position());

            assertThat(again.reader().next().getInt32("id")).isEqualTo(2);
            assertThat(isOfPages(again)).isTrue();
        }

        @Test
        void anObjectStaysAnObjectWhateverIsConfiguredNow() {
            Execution execution = table.execution();
            ResultReader reader =
                    table.results(ResultFormat.AUTO).open(execution).reader();
            reader.next();

            OpenResult again =
                    table.results(ResultFormat.API).resume(execution, reader.fingerprint(), reader.position());

            assertThat(again.reader().next().getInt32("id")).isEqualTo(2);
            assertThat(isOfPages(again)).isFalse();
        }

        @Test
        void pagesOfAnotherExecutionAreRefused() {
            Execution execution = table.execution();

            assertThatThrownBy(() -> table.results(ResultFormat.AUTO)
                            .resume(execution, ResultFingerprint.ofPages("other"), ResultPosition.START))
                    .hasMessageContainingAll("athena:other", "athena:execution-0", "offset");
        }
    }

    /** Athena refuses to describe a result that has gone, in words that nobody knows. */
    @Nested
    class Lost {
        private final Execution execution = table.execution();

        private Throwable opening(ResultFormat format) {
            table.athena.beforePage(page -> {
                throw refusal("nobody knows in what words");
            });
            return catchThrowable(() -> table.results(format).open(execution));
        }

        @ParameterizedTest
        @EnumSource(names = {"AUTO", "CSV"})
        void isToldByS3WhereThatIsReadToo(ResultFormat format) {
            table.s3.remove(table.athena.location(0));

            assertThat(opening(format))
                    .isInstanceOfSatisfying(
                            UnreadableResultException.class,
                            e -> assertThat(e.isMissing()).isTrue());
        }

        @Test
        void isToldByS3WhenAnObjectIsReadOn() {
            ResultReader reader =
                    table.results(ResultFormat.CSV).open(execution).reader();
            reader.next();
            table.s3.remove(table.athena.location(0));

            assertThatThrownBy(() ->
                            table.results(ResultFormat.API).resume(execution, reader.fingerprint(), reader.position()))
                    .isInstanceOfSatisfying(
                            UnreadableResultException.class,
                            e -> assertThat(e.isMissing()).isTrue());
        }

        @Test
        void leavesAthenasAnswerWhereS3DeniesWhatNeedNotBeReadThere() {
            table.s3.failNext(FakeS3.error(403, "AccessDenied"));

            assertThat(opening(ResultFormat.AUTO))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("nobody knows in what words");
        }

        @Test
        void isADenialWhereThereIsNoOtherWay() {
            table.s3.failNext(FakeS3.error(403, "AccessDenied"));

            assertThat(opening(ResultFormat.CSV))
                    .isInstanceOfSatisfying(
                            UnreadableResultException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.DENIED));
        }

        @Test
        void isNotAskedOfS3WherePagesAreRead() {
            assertThat(opening(ResultFormat.API)).isInstanceOf(InvalidRequestException.class);
            assertThat(table.s3.requests()).isEmpty();
        }
    }

    @Nested
    class OfUtilityStatements {
        private static final List<String> DESCRIBED = List.of("col_name string", "data_type string", "comment string");

        @Test
        void linesBecomeRowsOfAsManyValuesAsThereAreColumns() {
            StoredResult described = StoredResult.text(
                    DESCRIBED,
                    "id                  \tbigint              \t                    ",
                    "name                \tvarchar(10)         \t the name of it     ",
                    "",
                    "# Partition Information");
            OpenResult opened = described.results(ResultFormat.AUTO).open(described.execution());
            ResultReader reader = opened.reader();

            assertThat(opened.news()).get().asString().contains("SHOW or DESCRIBE");
            assertThat(TextRows.remaining(reader))
                    .containsExactly(
                            List.of("id", "bigint", ""),
                            List.of("name", "varchar(10)", " the name of it"),
                            java.util.Arrays.asList("", null, null),
                            java.util.Arrays.asList("# Partition Information", null, null));
        }

        @Test
        void aLineOfOneColumnKeepsItsTabsAndItsIndentation() {
            StoredResult shown = StoredResult.text(List.of("createtab_stmt string"), "CREATE TABLE t(", "  a\tint)  ");

            assertThat(TextRows.remaining(shown.pages()))
                    .containsExactly(List.of("CREATE TABLE t("), List.of("  a\tint)"));
        }

        @Test
        void aTableOfTheNameOfTheColumnIsARow() {
            StoredResult shown = StoredResult.text(List.of("tab_name string"), "tab_name", "orders");

            assertThat(TextRows.remaining(shown.pages())).containsExactly(List.of("tab_name"), List.of("orders"));
        }

        @Test
        void noObjectIsNoRows() {
            StoredResult shown = StoredResult.text(List.of("tab_name string"));
            shown.athena.beforePage(page -> {
                throw noSuchKey();
            });
            OpenResult opened = shown.results(ResultFormat.AUTO).open(shown.execution());

            assertThat(rows(opened)).isZero();
            assertThat(opened.rowType().columns()).isEmpty();
        }

        @Test
        void noColumnsAreNoRows() {
            StoredResult shown = StoredResult.text(List.of());

            assertThat(rows(shown.results(ResultFormat.AUTO).open(shown.execution())))
                    .isZero();
        }

        @Test
        void anObjectThatHasGoneSinceItWasReadIsMissing() {
            StoredResult shown = StoredResult.text(List.of("tab_name string"), "orders", "refunds");
            Execution execution = shown.execution();
            ResultReader reader =
                    shown.results(ResultFormat.AUTO).open(execution).reader();
            reader.next();
            shown.athena.beforePage(page -> {
                throw noSuchKey();
            });

            assertThatThrownBy(() ->
                            shown.results(ResultFormat.AUTO).resume(execution, reader.fingerprint(), reader.position()))
                    .isInstanceOfSatisfying(
                            UnreadableResultException.class,
                            e -> assertThat(e.isMissing()).isTrue());
        }

        @Test
        void noObjectOfATableIsAnError() {
            table.athena.beforePage(page -> {
                throw noSuchKey();
            });

            assertThatThrownBy(() -> table.results(ResultFormat.AUTO).open(table.execution()))
                    .isInstanceOfSatisfying(
                            UnreadableResultException.class,
                            e -> assertThat(e.isMissing()).isTrue());
        }
    }

    private static InvalidRequestException noSuchKey() {
        return refusal("The specified key does not exist. (Service: S3, NoSuchKey)");
    }

    private static InvalidRequestException refusal(String message) {
        return InvalidRequestException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("InvalidRequestException")
                        .errorMessage(message)
                        .build())
                .build();
    }
}
