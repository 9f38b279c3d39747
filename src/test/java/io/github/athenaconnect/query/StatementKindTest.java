package io.github.athenaconnect.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.athena.model.StatementType;

/** Which statements give tables, which text, and which are none that read. */
class StatementKindTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT 1                              | TABLE",
                "with a AS (SELECT 1) SELECT * FROM a  | TABLE",
                "((SELECT 1) UNION SELECT 2)           | TABLE",
                "-- SHOW it                            |",
                "/* SHOW ( */ select 1                 | TABLE",
                "SHOW TABLES                           | TEXT",
                " /* a */ /* b */ Describe orders      | TEXT",
                "desc orders                           | TEXT",
                "SHOWN                                 |",
                "EXPLAIN SELECT 1                      |",
                "DROP TABLE orders                     |",
                "``                                    |",
            })
    void isToldByTheFirstWord(String sql, StatementKind expected) {
        assertThat(StatementKind.of(sql)).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void isFoundBehindAnyNumberOfComments() {
        String comments = "-- one\n/* ' two\n */ (".repeat(20_000);

        assertThat(StatementKind.of(comments + "SHOW TABLES")).contains(StatementKind.TEXT);
    }

    @ParameterizedTest
    @CsvSource({"DML, TABLE", "UTILITY, TEXT", "DDL, TEXT", "UNKNOWN_TO_SDK_VERSION, TABLE"})
    void isToldByAthena(StatementType type, StatementKind expected) {
        assertThat(StatementKind.of(Optional.of(type))).isEqualTo(expected);
    }

    @Test
    void isATableWhereAthenaSaysNothing() {
        assertThat(StatementKind.of(Optional.empty())).isEqualTo(StatementKind.TABLE);
    }
}
