package io.github.athenaconnect.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.result.UnreadableResultException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Places of results that Athena does not name, but whoever answers for it, or can write a list, may. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostilePlaceTest {
    private final StoredResult stored = StoredResult.table(List.of("a varchar"), "\"1\"\n");

    private Execution at(String location) {
        stored.athena.describing(
                answer -> answer.resultConfiguration(configuration -> configuration.outputLocation(location)));
        return stored.execution();
    }

    private QueryResults results(ResultFormat format, List<Optional<String>> journal) {
        return results(format, journal, Optional.empty());
    }

    private QueryResults results(ResultFormat format, List<Optional<String>> journal, Optional<String> outputLocation) {
        return new QueryResults(
                new ResultColumns(stored.athena),
                new Results(
                        stored.s3, new ResultSettings(1 << 20, 1, Optional.empty(), outputLocation), failures -> {}),
                format,
                UnloadReading.TYPES,
                new ResultJournal() {
                    @Override
                    public void opened(String executionId, Optional<String> location) {
                        journal.add(location);
                    }

                    @Override
                    public void delivered(String executionId) {}
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://payroll/salaries.csv",
                "s3://results/execution-00.csv",
                "s3://results/execution-0",
                "s3://results/execution-0/x.csv",
                "s3://results/.csv",
                "s3://results/execution-0.csv/../salaries.csv",
                "s3://results/execution-0.csv?versionId=1/x"
            })
    void nothingIsReadThatIsNotNamedAfterItsExecution(String location) {
        List<Optional<String>> journal = new ArrayList<>();
        Execution execution = at(location);
        stored.s3.put(location, "\"a\"\n\"secret\"\n");

        for (ResultFormat format : List.of(ResultFormat.CSV, ResultFormat.AUTO)) {
            assertThatThrownBy(() -> results(format, journal).open(execution))
                    .hasMessageContainingAll("execution-0", location, "Nothing is read of it, nor deleted")
                    .extracting("reason")
                    .isEqualTo(Reason.MALFORMED);
        }

        assertThat(stored.s3.requests()).isEmpty();
        assertThat(journal).containsOnly(Optional.empty());
    }

    /** A workgroup may have a location of its own, which nobody configured here. */
    @ParameterizedTest
    @ValueSource(strings = {"s3://another-bucket/execution-0.csv", "s3://results/a/../b/execution-0.csv"})
    void anotherBucketIsTheWorkgroupsToChoose(String location) {
        List<Optional<String>> journal = new ArrayList<>();
        Execution execution = at(location);
        stored.s3.put(location, "\"a\"\n\"1\"\n");

        assertThat(results(ResultFormat.CSV, journal)
                        .open(execution)
                        .reader()
                        .next()
                        .get("a"))
                .isEqualTo("1");
        assertThat(journal).containsExactly(Optional.of(location));
    }

    @ParameterizedTest
    @EnumSource(names = {"CSV", "AUTO"})
    void anotherBucketThanAskedForIsToldOnce(ResultFormat format) {
        QueryResults results = results(format, new ArrayList<>(), Optional.of("s3://asked"));
        stored.s3.put("s3://another/execution-0.csv", "\"a\"\n").put("s3://asked/execution-1.csv", "\"a\"\n");

        assertThat(results.open(at("s3://another/execution-0.csv")).news())
                .hasValueSatisfying(news -> assertThat(news)
                        .contains(
                                "execution-0 is s3://another/execution-0.csv",
                                "although athena.output.location names bucket \"asked\""));
        assertThat(results.open(stored.look("execution-0")).news()).isEmpty();
        assertThat(results.open(at("s3://asked/execution-1.csv")).news()).isEmpty();
    }

    /** Whoever may alter offsets would have it read into a topic otherwise. */
    @Test
    void anAlteredOffsetHasNoOtherObjectRead() {
        Execution execution = at("s3://results/execution-0.csv");
        String other = "s3://payroll/execution-0.csv";
        stored.s3.put(other, "\"a\"\n\"secret\"\n");
        ResultFingerprint altered =
                new ResultFingerprint(other, FakeS3.tagOf("\"a\"\n\"secret\"\n".getBytes(UTF_8)), 13);

        assertThatThrownBy(() ->
                        results(ResultFormat.CSV, new ArrayList<>()).resume(execution, altered, ResultPosition.START))
                .hasMessageContainingAll(
                        "stored offset points into result " + other, "s3://results/execution-0.csv", "check the stored")
                .extracting("reason")
                .isEqualTo(Reason.CHANGED);
        assertThat(stored.s3.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://results/execution-0.csv",
                "file:///etc/passwd",
                "s3://arn:aws:s3:eu-west-1:111122223333:accesspoint/execution-0.csv",
                "s3://a@evil.example/execution-0.csv",
                "s3://results#x/execution-0.csv",
                "s3://res ults/execution-0.csv",
                "s3://r\u0000sults/execution-0.csv",
                "s3://../execution-0.csv",
                "S3://results/execution-0.csv"
            })
    void aPlaceThatS3CannotHaveIsRefused(String location) {
        assertThatThrownBy(() -> S3Location.parse(location))
                .hasMessageStartingWith("Expected the place of a result as s3://bucket/key, found \"")
                .extracting("reason")
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void aPlaceLongerThanAnyKeyIsRefusedInAFewWords() {
        for (String key : List.of("x".repeat(1025), "é".repeat(513), "x".repeat(10_000_000))) {
            assertThatThrownBy(() -> S3Location.parse("s3://results/" + key))
                    .message()
                    .hasSizeLessThan(400);
        }
        assertThat(S3Location.parse("s3://results/" + "é".repeat(512)).key()).hasSize(512);
    }

    static Stream<String> leadingOut() {
        return Stream.of(
                "s3://results/unload/daily/../secret",
                "s3://results/unload/daily/..",
                "s3://results/unload/daily/.",
                "s3://results/unload/daily/a/../../b",
                "s3://results/unload/daily/./a",
                "s3://results/unload/dail/part-0",
                "s3://results2/unload/daily/part-0",
                "\u0000s3://results/unload/daily/part-0");
    }

    @ParameterizedTest
    @MethodSource("leadingOut")
    void noListLeadsOutOfThePrefixOfItsUnload(String uri) {
        UnloadReading reading = new UnloadReading();
        reading.s3.put(UnloadReading.MANIFEST, UnloadReading.file(0) + "\n" + uri + "\n");

        assertThatThrownBy(reading::open)
                .hasMessageContaining("lists a file that its UNLOAD did not write")
                .extracting("reason")
                .isEqualTo(Reason.MALFORMED);
        assertThat(reading.s3.requests()).hasSize(1);
    }

    @Test
    void namesWithDotsStayInside() {
        UnloadReading reading = new UnloadReading();
        reading.s3.put(UnloadReading.MANIFEST, UnloadReading.TARGET + "..a..b.\n");

        assertThatThrownBy(reading::open).extracting("reason").isEqualTo(Reason.GONE);
    }

    @Test
    void aListOfManyFilesIsReadUpToItsLimit() {
        UnloadReading reading = new UnloadReading();
        String line = UnloadReading.TARGET + "x\n";
        int most = 16 * 1024 * 1024 / line.length();
        reading.s3.put(UnloadReading.MANIFEST, line.repeat(most));
        assertThat(Allocation.of(() ->
                        assertThatThrownBy(reading::open).extracting("reason").isEqualTo(Reason.GONE)))
                .isLessThan(512L << 20);

        reading.s3.put(UnloadReading.MANIFEST, line.repeat(most + 1));
        assertThatThrownBy(reading::open).hasMessageContaining("expected at most 16777216 bytes");
    }

    @Test
    void aLineWithoutAnEndIsToldInAFewWords() {
        UnloadReading reading = new UnloadReading();
        reading.s3.put(UnloadReading.MANIFEST, "x".repeat(16 * 1024 * 1024));

        assertThatThrownBy(reading::open).message().hasSizeLessThan(500);
    }

    @Test
    void manyPlacesOfUnloadsAreToldInAFewWordsAndNothingIsDeleted() {
        String list = IntStream.range(0, 10_000)
                .mapToObj(index -> UnloadReading.TARGET + index + "/part")
                .collect(Collectors.joining("\n"));
        UnloadReading reading = new UnloadReading();
        reading.s3.put(UnloadReading.MANIFEST, list);

        assertThatThrownBy(() -> new ResultRemoval(reading.s3, Optional.empty(), Optional.of(UnloadReading.TARGET))
                        .remove(UnloadReading.MANIFEST))
                .hasMessageContaining("lists files of several UNLOADs")
                .message()
                .hasSizeLessThan(4_100);
        assertThat(reading.s3.deletions()).isEmpty();
    }
}
