package io.github.athenaconnect.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnloadTest {
    private static final String SQL = "SELECT 1 AS a";
    private static final Query QUERY = new Query("shop", "orders", SQL);
    private static final Attempt FIRST = Attempt.first(Run.at(Instant.parse("2026-03-01T10:00:00Z")));

    private final Unload unload = new Unload("s3://results/kafka");

    @Test
    void theStatementIsWrappedWithAPrefixOfItsOwnBelowTheOutputLocation() {
        assertThat(unload.around(SQL, QUERY, FIRST))
                .matches("UNLOAD \\(SELECT 1 AS a\n\\) TO 's3://results/kafka/unload/shop/orders/[0-9a-f]{32}/'"
                        + " WITH \\(format = 'PARQUET', compression = 'GZIP'\\)");
    }

    /** The text is part of the token: another one would have every run that is under way during an update paid again. */
    @Test
    void theStatementIsTheSameInEveryReleaseOfThisConnector() {
        assertThat(unload.around(SQL, QUERY, FIRST))
                .isEqualTo(
                        "UNLOAD (SELECT 1 AS a\n) TO 's3://results/kafka/unload/shop/orders/590b2016a0d685ad1b0f94d7344c6dd6/'"
                                + " WITH (format = 'PARQUET', compression = 'GZIP')");
    }

    @Test
    void askingTheSameAgainIsTheSameTextAndAskingAnythingElseHasAnotherPrefix() {
        Query otherConnector = new Query("shop2", "orders", SQL);
        Query otherQuery = new Query("shop", "orders2", SQL);
        Attempt otherRun = Attempt.first(Run.at(Instant.parse("2026-03-01T10:00:01Z")));
        List<String> targets = Stream.of(
                        unload.around(SQL, QUERY, FIRST),
                        unload.around(SQL, otherConnector, FIRST),
                        unload.around(SQL, otherQuery, FIRST),
                        unload.around(SQL, QUERY, otherRun),
                        unload.around(SQL, QUERY, FIRST.next()),
                        unload.around(SQL + " -- x", QUERY, FIRST))
                .map(statement -> Unload.targetOf(statement).orElseThrow())
                .map(target -> target.replaceFirst("/[^/]+/$", "").length() + target.replaceFirst(".*/([^/]+)/$", "$1"))
                .toList();

        assertThat(unload.around(SQL, QUERY, FIRST)).isEqualTo(unload.around(SQL, QUERY, FIRST));
        assertThat(targets).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"it's/ours", "a b", "../..", "ü", "'"})
    void namesOfAnyCharactersMakeAPlainPrefix(String name) {
        String statement = unload.around(SQL, new Query(name, name, SQL), FIRST);

        assertThat(Unload.targetOf(statement).orElseThrow())
                .matches("s3://results/kafka/unload/[A-Za-z0-9._-]+/[A-Za-z0-9._-]+/[0-9a-f]{32}/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SQL,
                "SELECT 1 AS a -- the end",
                "SELECT 'x\n) TO ''s3://elsewhere/'' WITH (format = ''PARQUET'', compression = ''GZIP'')' AS a",
                "SELECT 1 AS a /* ) TO 's3://elsewhere/' WITH ( */"
            })
    void thePrefixIsFoundInTheStatementWhateverTheStatementSays(String sql) {
        assertThat(Unload.targetOf(unload.around(sql, QUERY, FIRST)).orElseThrow())
                .startsWith("s3://results/kafka/unload/shop/orders/");
    }

    @Test
    void aQuoteInTheOutputLocationIsQuoted() {
        String statement = new Unload("s3://results/it's/").around(SQL, QUERY, FIRST);

        assertThat(statement).contains("TO 's3://results/it''s/unload/");
        assertThat(Unload.targetOf(statement).orElseThrow()).startsWith("s3://results/it's/unload/");
    }

    @ParameterizedTest
    @ValueSource(strings = {SQL, "SELECT 'UNLOAD (\n) TO ''x'' WITH (format = ''PARQUET'', compression = ''GZIP'')'"})
    void otherStatementsHaveNone(String statement) {
        assertThat(Unload.targetOf(statement)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOT_SUPPORTED: Unsupported Hive type: json",
                "NOT_SUPPORTED: Incorrect timestamp precision for timestamp(6); the configured precision is MILLISECONDS",
                "COLUMN_TYPE_UNKNOWN: line 1:1: Column type is unknown: a",
                "SYNTAX_ERROR: Column name not specified at position 1",
                "SYNTAX_ERROR: Column name 'a' specified more than once"
            })
    void whatUnloadCannotDoComesWithTheWayOut(String reason) {
        assertThat(Unload.advice(reason)).contains("CAST", "result.format=csv");
    }

    @Test
    void otherFailuresAreLeftToAthenasWords() {
        assertThat(Unload.advice("TABLE_NOT_FOUND: no such table")).isEmpty();
    }
}
