package io.github.athenaconnect.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.Chance;
import io.github.athenaconnect.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random results, however their bytes arrive, read as FastCSV reads them; the seed is in the test's name. */
class CsvOracleTest {
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyResultIsReadAsTheOracleReadsIt(long seed) {
        RandomCsv csv = new RandomCsv(new Random(seed));
        String content = csv.content();

        ResultReader reader = reading(content, seed).open(TextRows.type(csv.columns()));

        assertThat(TextRows.remaining(reader)).isEqualTo(CsvOracle.rows(content));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyPlaceInAResultIsOneToResumeFrom(long seed) {
        RandomCsv csv = new RandomCsv(new Random(seed));
        String content = csv.content();
        RowType type = TextRows.type(csv.columns());
        List<List<String>> all = CsvOracle.rows(content);

        Reading reading = reading(content, seed);
        ResultReader first = reading.open(type);
        for (ResultPosition position : positions(first)) {
            ResultReader second = reading.resume(type, first.fingerprint(), position);
            assertThat(TextRows.remaining(second)).isEqualTo(all.subList((int) position.row(), all.size()));
            assertThat(second.position()).isEqualTo(first.position());
        }
    }

    private static List<ResultPosition> positions(ResultReader reader) {
        List<ResultPosition> positions = new ArrayList<>(List.of(reader.position()));
        while (!reader.atEnd()) {
            reader.next();
            positions.add(reader.position());
        }
        return positions;
    }

    private static Reading reading(String content, long seed) {
        Random random = new Random(seed);
        Reading reading = new Reading(content, RandomCsv.MAXIMUM_ROW_BYTES);
        reading.s3.delivering(Bodies.inPieces(() -> 1 + random.nextInt(100)));
        return reading;
    }

    static LongStream seeds() {
        return Chance.seeds(200);
    }
}
