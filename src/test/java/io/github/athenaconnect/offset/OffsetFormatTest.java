package io.github.athenaconnect.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.DataInterval;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.query.Spending;
import io.github.athenaconnect.result.ResultFingerprint;
import io.github.athenaconnect.result.ResultPosition;
import io.github.athenaconnect.type.KnownColumns;
import io.github.athenaconnect.watermark.Watermark;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.connect.json.JsonConverter;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OffsetFormatTest {
    private static final QueryOffset IN_MID_RESULT = new QueryOffset(
            Attempt.first(Run.at(Instant.parse("2026-03-01T10:00:00Z"))),
            Optional.of(new ReadPoint(
                    "5f5a2c1e-0d0b-4c57-9a5a-3c9f1f5d8e11",
                    new ResultFingerprint(
                            "s3://acme-athena-results/kafka/5f5a2c1e-0d0b-4c57-9a5a-3c9f1f5d8e11.csv",
                            "\"9b2cf535f27731c974343645a3985328\"",
                            5_368_709_120L),
                    new ResultPosition(0, 3_000_000_000L, 4_294_967_301L),
                    "fedcba9876543210")),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.of("0123456789abcdef"));

    private static final QueryOffset INTERVAL_DONE = new QueryOffset(
            new Attempt(
                    new Run(
                            Instant.parse("2026-03-01T11:00:00Z"),
                            Optional.of(new DataInterval(
                                    Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T11:00:00Z")))),
                    2),
            Optional.of(new ReadPoint(
                    "e-2", new ResultFingerprint("s3://b/k.csv", "\"t\"", 10), new ResultPosition(1, 2, 10), "c")),
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.of("s"));

    private static final QueryOffset WITH_WATERMARK = new QueryOffset(
            Attempt.first(Run.at(Instant.parse("2026-03-01T10:00:00Z"))),
            Optional.of(new ReadPoint(
                    "e-3", new ResultFingerprint("s3://b/k.csv", "\"t\"", 100), new ResultPosition(0, 2, 40), "c")),
            false,
            Optional.of(
                    Watermark.parse("updated_at = TIMESTAMP '2026-01-01 00:00:00.123456', \"Order Id\" = BIGINT '7'")),
            Optional.of(Watermark.parse("updated_at = TIMESTAMP '2026-02-28 23:59:59', \"Order Id\" = BIGINT '-12'")),
            Optional.of("s"));

    private static final QueryOffset KEEPING_COLUMNS = new QueryOffset(
            Attempt.first(Run.at(Instant.parse("2026-03-01T10:00:00Z"))),
            Optional.of(new ReadPoint(
                    "e-4", new ResultFingerprint("s3://b/k.csv", "\"t\"", 100), new ResultPosition(0, 3, 100), "c")),
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.of("s"),
            Optional.of(KnownColumns.parse("order_id bigint, \"Total\" decimal(10,2), tags array(varchar),"
                    + " sent row(\"Zip Code\" varchar, places map(varchar, double)), seen timestamp with time zone")));

    private static final QueryOffset WITH_REJECTED_ROWS = new QueryOffset(
            Attempt.first(Run.at(Instant.parse("2026-03-01T10:00:00Z"))),
            Optional.of(new ReadPoint(
                    "e-4", new ResultFingerprint("s3://b/k.csv", "\"t\"", 100), new ResultPosition(0, 5, 40), "c", 2)),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.of("s"));

    private static final QueryOffset WITH_SPENDING = new QueryOffset(
                    Attempt.first(Run.at(Instant.parse("2026-03-01T10:00:00Z"))),
                    Optional.of(new ReadPoint(
                            "e-4",
                            new ResultFingerprint("s3://b/k.csv", "\"t\"", 100),
                            new ResultPosition(0, 5, 40),
                            "c")),
                    true,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("s"))
            .having(Optional.of(new Spending(Instant.parse("2026-03-01T10:00:01.234Z"), 123_456_789_012L)));

    private static final QueryOffset STILL_RUNNING = WITH_SPENDING.having(
            Optional.of(new Spending(Instant.parse("2026-03-01T10:00:01.234Z"), 123_456_789_012L, 789_012L)));

    private final JsonConverter json = new JsonConverter();

    @BeforeEach
    void configure() {
        json.configure(Map.of("schemas.enable", "false"), false);
    }

    private static Map<String, Object> written(QueryOffset offset) {
        ReadPoint point = offset.reading().orElseThrow();
        return OffsetFormat.writer(offset).at(point.position(), offset.done(), offset.maximum(), point.rejected());
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> golden(String file) throws IOException {
        try (InputStream stored = getClass().getResourceAsStream("/offset/" + file)) {
            return (Map<String, Object>)
                    json.toConnectData("offsets", stored.readAllBytes()).value();
        }
    }

    @Test
    void versionOneIsReadAsItWasWritten() throws IOException {
        assertThat(OffsetFormat.read("q", golden("version-1.json"))).isEqualTo(IN_MID_RESULT);
        assertThat(OffsetFormat.read("q", golden("version-1-interval.json"))).isEqualTo(INTERVAL_DONE);
        assertThat(OffsetFormat.read("q", golden("version-1-watermark.json"))).isEqualTo(WITH_WATERMARK);
        assertThat(OffsetFormat.read("q", golden("version-1-columns.json"))).isEqualTo(KEEPING_COLUMNS);
        assertThat(OffsetFormat.read("q", golden("version-1-rejected.json"))).isEqualTo(WITH_REJECTED_ROWS);
        assertThat(OffsetFormat.read("q", golden("version-1-scanned.json"))).isEqualTo(WITH_SPENDING);
        assertThat(OffsetFormat.read("q", golden("version-1-running.json"))).isEqualTo(STILL_RUNNING);
    }

    @Test
    void versionOneIsWrittenAsItWas() throws IOException {
        assertThat(written(IN_MID_RESULT)).isEqualTo(golden("version-1.json"));
        assertThat(written(INTERVAL_DONE)).isEqualTo(golden("version-1-interval.json"));
        assertThat(written(WITH_WATERMARK)).isEqualTo(golden("version-1-watermark.json"));
        assertThat(written(KEEPING_COLUMNS)).isEqualTo(golden("version-1-columns.json"));
        assertThat(written(WITH_SPENDING))
                .isEqualTo(OffsetFormat.write(WITH_SPENDING))
                .isEqualTo(golden("version-1-scanned.json"));
        assertThat(written(STILL_RUNNING))
                .isEqualTo(OffsetFormat.write(STILL_RUNNING))
                .isEqualTo(golden("version-1-running.json"));
        assertThat(written(WITH_REJECTED_ROWS))
                .isEqualTo(OffsetFormat.write(WITH_REJECTED_ROWS))
                .isEqualTo(golden("version-1-rejected.json"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void offsetsSurviveTheWayThroughJson() {
        byte[] stored = json.fromConnectData("offsets", null, written(IN_MID_RESULT));

        Map<String, Object> back =
                (Map<String, Object>) json.toConnectData("offsets", stored).value();

        assertThat(OffsetFormat.read("q", back)).isEqualTo(IN_MID_RESULT);
    }

    @Test
    void theOffsetsOfARunDifferInNothingButThePosition() {
        ResultPosition later = new ResultPosition(0, 3_000_000_001L, 4_294_967_400L);

        assertThat(OffsetFormat.writer(IN_MID_RESULT).at(later, true, Optional.empty()))
                .isEqualTo(written(IN_MID_RESULT.at(later, Optional.empty(), 0).done(true)));
    }

    /** The hash is not made from the entries, as a worker asks for it again and again. */
    @Test
    void theOffsetOfARowHasTheHashOfItsEntries() {
        Optional<Watermark> maximum = IN_MID_RESULT.maximum();
        for (ResultPosition place :
                List.of(new ResultPosition(0, 7, 99), new ResultPosition(3, 2, 10, 5_000_000_000L))) {
            for (long rejected : List.of(0L, 3L)) {
                for (boolean done : List.of(false, true)) {
                    Map<String, Object> offset =
                            OffsetFormat.writer(IN_MID_RESULT).at(place, done, maximum, rejected);
                    assertThat(offset).hasSameHashCodeAs(new HashMap<>(offset)).hasSameHashCodeAs(offset);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "version, 2, has version 2",
        "version, , version",
        "scheduled, yesterday, an instant",
        "attempt, -1, a whole number from 0",
        "execution, , execution",
        "row, many, 'many'",
        "object, 99999999999, up to 2147483647",
        "done, perhaps, true or false",
        "watermark, id > 7, must have a =",
        "maximum, id = BIGINT 'many', must be a bigint",
        "columns, order_id, must have a type such as bigint",
        "scanned.bytes, 5, 'scanned.until'",
        "scanned.until, 2026-03-01T12:00:00Z, 'scanned.bytes'",
        "scanned.running, 5, 'scanned.bytes'",
        "interval.start, 2026-03-01T12:00:00Z, an interval ends after it starts",
    })
    void aFieldThatIsWrongIsNamedWithTheQueryAndTheWayOut(String key, String value, String words) throws IOException {
        Map<String, Object> stored = new HashMap<>(golden("version-1-interval.json"));
        stored.put(key, value != null && value.matches("-?\\d+") ? Long.valueOf(value) : value);

        assertThatThrownBy(() -> OffsetFormat.read("orders", stored))
                .isInstanceOf(UnreadableOffsetException.class)
                .hasMessageContainingAll("Query 'orders'", words, "reset the offset");
    }

    /** What a later version means by its fields nobody can know, so none of them is judged. */
    @Test
    void anOffsetOfALaterVersionIsToldByItsVersionWhateverElseItHolds() {
        Map<String, Object> later = Map.of("version", 2L, "scheduled", 17L, "shards", "two");

        Stream.<ThrowingCallable>of(
                        () -> OffsetFormat.read("orders", later), () -> OffsetFormat.sharding("orders", later))
                .forEach(reading -> assertThatThrownBy(reading)
                        .isInstanceOf(UnreadableOffsetException.class)
                        .hasMessageContainingAll(
                                "Query 'orders'",
                                "has version 2, but this release reads version 1 only",
                                "Install the release that wrote it",
                                "reset the offset"));
    }

    /** A field that a later release adds without a new version is one that may be missing. */
    @Test
    void aFieldOfALaterReleaseIsLeftAlone() throws IOException {
        Map<String, Object> stored = new HashMap<>(golden("version-1.json"));
        stored.put("added.later", "something");

        assertThat(OffsetFormat.read("q", stored)).isEqualTo(IN_MID_RESULT);
    }

    @Test
    void theRunAndWhetherItIsDoneAreAllThatAnOffsetNeeds() {
        QueryOffset next =
                OffsetFormat.read("orders", Map.of("version", 1L, "scheduled", "2026-03-01T10:00:00Z", "done", false));

        assertThat(next.attempt()).isEqualTo(Attempt.first(Run.at(Instant.parse("2026-03-01T10:00:00Z"))));
        assertThat(next.reading()).isEmpty();
        assertThat(next.done()).isFalse();
    }

    @Test
    void rowsOfEarlierFilesAreWrittenOnlyWhereThereAreSome() {
        Optional<Watermark> none = Optional.empty();
        QueryOffset inTheSecondFile = IN_MID_RESULT.at(new ResultPosition(1, 2, 10, 5), none, 0);

        assertThat(written(inTheSecondFile))
                .containsEntry("rows.before", 5L)
                .isEqualTo(OffsetFormat.write(inTheSecondFile));
        assertThat(OffsetFormat.KEYS).containsAll(written(inTheSecondFile).keySet());
        assertThat(OffsetFormat.read("q", written(inTheSecondFile))).isEqualTo(inTheSecondFile);
        assertThat(OffsetFormat.read("q", written(IN_MID_RESULT.at(new ResultPosition(1, 2, 10), none, 0)))
                        .reading()
                        .orElseThrow()
                        .position()
                        .rowOfResult())
                .isEqualTo(2);
        assertThat(written(IN_MID_RESULT)).doesNotContainKey("rows.before");
    }

    @Test
    void anIntervalNamesItsRunByItself() {
        QueryOffset next = OffsetFormat.read(
                "orders",
                Map.of(
                        "version",
                        1L,
                        "interval.start",
                        "2026-03-01T09:00:00Z",
                        "interval.end",
                        "2026-03-01T10:00:00Z",
                        "done",
                        false));

        assertThat(next.attempt().run().scheduled()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(next.interval())
                .contains(
                        new DataInterval(Instant.parse("2026-03-01T09:00:00Z"), Instant.parse("2026-03-01T10:00:00Z")));
    }

    @Test
    void aWatermarkIsWrittenAsItIsShown() {
        String watermark = "updated_at = TIMESTAMP '2026-01-01 00:00:00'";
        QueryOffset next = OffsetFormat.read(
                "orders",
                Map.of("version", 1L, "scheduled", "2026-03-01T10:00:00Z", "done", false, "watermark", watermark));

        assertThat(next.watermark()).hasToString("Optional[" + watermark + "]");
        assertThat(OffsetFormat.write(next)).containsEntry("watermark", watermark);
    }

    @Test
    void halfAPlaceInAResultIsNone() {
        assertThatThrownBy(() -> OffsetFormat.read(
                        "orders", Map.of("version", 1L, "scheduled", "2026-03-01T10:00:00Z", "done", false, "row", 7L)))
                .hasMessageContainingAll("Query 'orders'", "'execution'");
    }

    @Test
    void aPartitionIsThatOfAQueryOrOfNone() {
        assertThat(SourcePartition.queryOf(SourcePartition.of("orders"))).contains("orders");
        assertThat(SourcePartition.queryOf(Map.of("topic", "orders"))).isEmpty();
        assertThat(SourcePartition.queryOf(Map.of("query", 1))).isEmpty();
        assertThat(SourcePartition.queryOf(Map.of("query", "orders", "shard", 1)))
                .isEmpty();
        assertThat(SourcePartition.queryOf(null)).isEmpty();
    }

    @Test
    void everyKeyThatIsWrittenIsAKnownOne() throws IOException {
        assertThat(OffsetFormat.KEYS)
                .containsAll(golden("version-1.json").keySet())
                .containsAll(golden("version-1-interval.json").keySet())
                .containsAll(golden("version-1-columns.json").keySet())
                .containsAll(golden("version-1-running.json").keySet())
                .containsAll(golden("version-1-rejected.json").keySet())
                .doesNotHaveDuplicates();
    }
}
