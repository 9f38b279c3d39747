package io.github.athenaconnect.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Athena's dialect of CSV, case by case from {@code csv-dialect.txt}. */
class CsvDialectTest {
    private static final String ERROR = "error: ";

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isReadInOnePiece(Case line) {
        assertReads(line, Integer.MAX_VALUE, 1 << 20);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isReadByteByByte(Case line) {
        assertReads(line, 1, 1 << 20);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isReadThroughABufferHardlyLargerThanARow(Case line) {
        assertReads(line, Integer.MAX_VALUE, 32);
    }

    private static void assertReads(Case line, int pieces, int maximumRowBytes) {
        Reading reading = new Reading(line.input(), maximumRowBytes);
        reading.s3.delivering(Bodies.inPieces(() -> pieces));
        ResultReader reader = reading.open(TextRows.type(line.columns().split(" ")));
        if (line.expected().startsWith(ERROR)) {
            assertThatThrownBy(() -> TextRows.remaining(reader))
                    .isInstanceOf(UnreadableResultException.class)
                    .hasMessageContaining(line.expected().substring(ERROR.length()))
                    .hasMessageContaining(Reading.LOCATION)
                    .extracting("reason")
                    .isEqualTo(UnreadableResultException.Reason.MALFORMED);
        } else {
            assertThat(shown(TextRows.remaining(reader))).isEqualTo(line.expected());
            assertThat(reader.position().bytes()).isIn(0L, (long) line.input().getBytes(UTF_8).length);
        }
    }

    private static String shown(List<List<String>> rows) {
        return rows.isEmpty()
                ? "no rows"
                : rows.stream()
                        .map(row -> row.stream().map(CsvDialectTest::shown).collect(Collectors.joining(" ")))
                        .collect(Collectors.joining(" / "));
    }

    private static String shown(String value) {
        return value == null ? "NULL" : "<" + value.replace("\n", "\\n").replace("\r", "\\r") + ">";
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream file = CsvDialectTest.class.getResourceAsStream("csv-dialect.txt")) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Case::parse);
        }
    }

    private record Case(String id, String columns, String input, String expected) {
        static Case parse(String line) {
            String[] parts = line.split("\\s+\\|\\s+", -1);
            assertThat(parts).as(line).hasSize(4);
            return new Case(parts[0], parts[1], parts[2].translateEscapes(), parts[3].strip());
        }

        @Override
        public String toString() {
            return id;
        }
    }
}
