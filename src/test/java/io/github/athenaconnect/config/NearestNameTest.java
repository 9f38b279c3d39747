package io.github.athenaconnect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a misspelt name was meant to be. */
class NearestNameTest {
    private static final int NAMES = 2000;

    @ParameterizedTest
    @CsvSource({
        "aws.region, aws.region",
        "aws.regoin, aws.region",
        "aws.regio, aws.region",
        "aws.reegion, aws.region",
        "regions, region",
        "'', a",
        "aa.b, aa.a"
    })
    void isTheNameThatFewestEditsMake(String written, String meant) {
        assertThat(NearestName.among(List.of("aws.retries", "region", "aws.region", "a", "aa.a"), written))
                .isEqualTo(meant);
    }

    @Test
    void isTheAlphabeticallyFirstOfThoseAsNear() {
        assertThat(NearestName.among(List.of("bat", "cat", "rat"), "hat")).isEqualTo("bat");
    }

    @Test
    void isWhatTheWholeTableOfDistancesSays() {
        Random random = new Random(1);
        for (int index = 0; index < NAMES; index++) {
            List<String> candidates =
                    Stream.generate(() -> name(random)).limit(6).toList();
            String written = name(random);
            assertThat(NearestName.among(candidates, written))
                    .as("%s among %s", written, candidates)
                    .isEqualTo(candidates.stream()
                            .min(Comparator.<String>comparingInt(candidate -> distance(candidate, written))
                                    .thenComparing(Comparator.naturalOrder()))
                            .orElseThrow());
        }
    }

    /** Of few letters, so that names have parts in common. */
    private static String name(Random random) {
        return random.ints(random.nextInt(9), 'a', 'd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Levenshtein's, as it is defined. */
    private static int distance(String from, String to) {
        int[][] distances = new int[from.length() + 1][to.length() + 1];
        for (int row = 0; row <= from.length(); row++) {
            for (int column = 0; column <= to.length(); column++) {
                if (row == 0 || column == 0) {
                    distances[row][column] = row + column;
                } else {
                    int replaced =
                            distances[row - 1][column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                    distances[row][column] =
                            Math.min(replaced, 1 + Math.min(distances[row - 1][column], distances[row][column - 1]));
                }
            }
        }
        return distances[from.length()][to.length()];
    }
}
