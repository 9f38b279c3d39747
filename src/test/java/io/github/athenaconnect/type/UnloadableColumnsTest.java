package io.github.athenaconnect.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnloadableColumnsTest {
    private static AthenaColumn column(String name, String type, int precision) {
        return new AthenaColumn(name, type, precision, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timestamp with time zone | 3 | CAST(\"c\" AT TIME ZONE 'UTC' AS timestamp(3)) AS \"c\"",
                "timestamp(6) with time zone | 6 | AT TIME ZONE 'UTC'",
                "time | 3 | CAST(\"c\" AS varchar) AS \"c\"",
                "time(6) | 0 | CAST(\"c\" AS varchar)",
                "time with time zone | 3 | CAST(\"c\" AS varchar)",
                "uuid | 0 | CAST(\"c\" AS varchar)",
                "ipaddress | 0 | CAST(\"c\" AS varchar)",
                "interval day to second | 0 | CAST(\"c\" AS varchar)",
                "interval year to month | 0 | CAST(\"c\" AS varchar)",
                "json | 0 | json_format(\"c\") AS \"c\"",
                "unknown | 0 | NULL without a type: select CAST(\"c\" AS varchar)",
                "timestamp | 6 | timestamp(6): select CAST(\"c\" AS timestamp(3))",
                "timestamp(9) | 3 | timestamp(9): select CAST(\"c\" AS timestamp(3))"
            })
    void aTypeWithoutAPlaceInFilesComesWithItsCast(String type, int precision, String words) {
        assertThat(UnloadableColumns.problems(List.of(column("c", type, precision))))
                .singleElement()
                .asString()
                .contains("\"c\"", words);
    }

    @Test
    void everyOtherTypeIsFine() {
        List<AthenaColumn> columns = Stream.of(
                        "boolean",
                        "tinyint",
                        "smallint",
                        "integer",
                        "bigint",
                        "float",
                        "double",
                        "date",
                        "varbinary",
                        "char",
                        "array",
                        "map",
                        "row")
                .map(type -> column("c_" + type, type, 38))
                .toList();

        assertThat(UnloadableColumns.problems(columns)).isEmpty();
        assertThat(UnloadableColumns.problems(List.of(
                        column("t", "timestamp", 3), column("v", "varchar", 2147483647), column("d", "decimal", 38))))
                .isEmpty();
    }

    @Test
    void columnsWithoutANameAndWithTheSameAreTold() {
        List<String> problems = UnloadableColumns.problems(
                List.of(column("_col0", "bigint", 19), column("a", "bigint", 19), column("A", "bigint", 19)));

        assertThat(problems).hasSize(2);
        assertThat(problems.get(0)).contains("column 1 has no name");
        assertThat(problems.get(1)).contains("\"A\"", "rename");
    }

    @Test
    void aQuoteInANameIsQuoted() {
        assertThat(UnloadableColumns.problems(List.of(column("a\"b", "uuid", 0))))
                .singleElement()
                .asString()
                .contains("CAST(\"a\"\"b\" AS varchar) AS \"a\"\"b\"");
    }
}
