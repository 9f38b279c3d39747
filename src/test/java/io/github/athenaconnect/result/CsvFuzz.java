package io.github.athenaconnect.result;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.athenaconnect.fuzz.Seeds;
import io.github.athenaconnect.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever stands in an object, and however it arrives: the rows that FastCSV reads, or a refusal; the same on the way on
 * from any row.
 */
class CsvFuzz {
    private static final int WIDEST = 4;

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "30s")
    void everyObjectIsReadAsTheOracleReadsItOrRefused(byte[] input) {
        int columns = input.length == 0 ? 1 : 1 + Math.floorMod(input[0], WIDEST);
        String content =
                heading(columns) + (input.length == 0 ? "" : new String(input, 1, input.length - 1, ISO_8859_1));
        Outcome whole = read(content, columns, Integer.MAX_VALUE);

        assertThat(read(content, columns, 1)).isEqualTo(whole);
        assertThat(read(content, columns, 7)).isEqualTo(whole);
        if (whole.refusal().isEmpty()) {
            assertThat(whole.rows()).isEqualTo(CsvOracle.rows(content));
        } else {
            assertThat(whole.refusal()).startsWith("Result " + Reading.LOCATION + ": row ");
        }
        checkResumed(content, columns, whole, input.length);
    }

    /** What reading gives: rows, and why no more. */
    private record Outcome(List<List<String>> rows, String refusal) {}

    private static Outcome read(String content, int columns, int pieces) {
        return remaining(reading(content, pieces).open(type(columns)));
    }

    private static void checkResumed(String content, int columns, Outcome whole, int seed) {
        Reading reading = reading(content, Integer.MAX_VALUE);
        ResultReader reader = reading.open(type(columns));
        int row = new Random(seed).nextInt(whole.rows().size() + 1);
        for (int skipped = 0; skipped < row; skipped++) {
            reader.next();
        }
        Outcome rest = remaining(reading.resume(type(columns), reader.fingerprint(), reader.position()));

        assertThat(rest)
                .isEqualTo(new Outcome(whole.rows().subList(row, whole.rows().size()), whole.refusal()));
    }

    private static Outcome remaining(ResultReader reader) {
        List<List<String>> rows = new ArrayList<>();
        try {
            while (!reader.atEnd()) {
                rows.add(TextRows.values(reader.next()));
            }
            return new Outcome(rows, "");
        } catch (UnreadableResultException refused) {
            return new Outcome(rows, String.valueOf(refused.getMessage()));
        }
    }

    private static Reading reading(String content, int pieces) {
        Reading reading = new Reading("", 1 << 14);
        reading.s3.put(Reading.LOCATION, content.getBytes(ISO_8859_1));
        reading.s3.delivering(Bodies.inPieces(() -> pieces));
        return reading;
    }

    private static RowType type(int columns) {
        return TextRows.type(text -> new String(text.toBytes(), ISO_8859_1), names(columns));
    }

    private static String[] names(int columns) {
        return IntStream.range(0, columns).mapToObj(index -> "c" + index).toArray(String[]::new);
    }

    private static String heading(int columns) {
        return Stream.of(names(columns)).map(name -> "\"" + name + "\"").collect(Collectors.joining(",", "", "\n"));
    }

    static Stream<byte[]> seeds() {
        return Seeds.of(
                "0\"1\"\n\n\"\"\n",
                "1\"1\",\"a \"\"b\"\"\"\n,\n\"\",\"x,\r\ny\"\n",
                "2plain,,\"é 東 🛒\"\n\"a\",b,\"c\"",
                "3\"\",\"\\N\",,\"\"\"\"\n\"-\",\"NULL\",,\n");
    }
}
