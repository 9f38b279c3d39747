package io.github.athenaconnect.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.LocalMoment;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import io.github.athenaconnect.type.ValueRowType;
import io.github.athenaconnect.type.ValueType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowTimestampTest {
    private static RecordSettings at(TimestampMode mode) {
        return new RecordSettings(
                TopicTemplate.of("t"),
                Set.of(),
                List.of(),
                Optional.of(new TimestampColumn("at", mode)),
                Optional.empty(),
                HeaderMode.NONE);
    }

    private static SourceRecord record(TimestampMode mode, String type, String text) {
        return SampleResult.of(mode, "at " + type).record(at(mode), text);
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    @ParameterizedTest
    @EnumSource
    void isTheMomentOfATimestampUnderEveryMode(TimestampMode mode) {
        assertThat(record(mode, "timestamp", "2024-02-29 12:34:56.789").timestamp())
                .isEqualTo(millis("2024-02-29T12:34:56.789Z"));
        assertThat(record(mode, "timestamp(3) with time zone", "2024-02-29 12:34:56.789 America/Los_Angeles")
                        .timestamp())
                .isEqualTo(millis("2024-02-29T20:34:56.789Z"));
        assertThat(record(mode, "timestamp", "1970-01-01 00:00:00.000").timestamp())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(names = "MILLIS", mode = EnumSource.Mode.EXCLUDE)
    void hasItsFinerDigitsCutOff(TimestampMode mode) {
        assertThat(record(mode, "timestamp", "2024-02-29 12:34:56.789999").timestamp())
                .isEqualTo(millis("2024-02-29T12:34:56.789Z"));
    }

    @ParameterizedTest
    @EnumSource
    void isTheSameOfATypedResult(TimestampMode mode) {
        ValueRowType typed = ValueRowType.of(
                List.of(new ValueType.Part("at", ValueType.Scalar.of("timestamp"))),
                new TypeSettings("shop.orders", DecimalMode.DECIMAL, mode));
        Instant moment = Instant.parse("2024-02-29T12:34:56.789Z");
        Object value =
                typed.decoders().get(0).decode(new LocalMoment(moment.getEpochSecond(), moment.getNano() * 1000L));
        Struct row = new Struct(typed.rowType().schema()).put("at", value);

        assertThat(new SampleResult(typed.rowType())
                        .factory(at(mode))
                        .record(row, 1, Map.of())
                        .timestamp())
                .isEqualTo(moment.toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "date, 2024-02-29, 2024-02-29T00:00:00Z",
        "bigint, 1709210096789, 2024-02-29T12:34:56.789Z",
        "integer, 86400000, 1970-01-02T00:00:00Z"
    })
    void isTheMidnightOfADateOrTheMillisecondsOfANumber(String type, String text, String moment) {
        assertThat(record(TimestampMode.MILLIS, type, text).timestamp()).isEqualTo(millis(moment));
    }

    @Test
    void ofNullIsLeftToTheWorker() {
        assertThat(record(TimestampMode.MILLIS, "timestamp", null).timestamp()).isNull();
    }

    @Test
    void isLeftToTheWorkerUnlessAColumnIsNamed() {
        assertThat(SampleResult.of("at timestamp")
                        .record(SampleResult.PLAIN, "2024-02-29 12:34:56.789")
                        .timestamp())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "timestamp, 1969-12-31 23:59:59.999",
        "timestamp, -0044-03-15 00:00:00.000",
        "date, 1969-12-31",
        "bigint, -1",
        "bigint, -9223372036854775808"
    })
    void before1970MakesTheRowUnusable(String type, String text) {
        refused(TimestampMode.MILLIS, type, text, "before 1970", "NULL", "WHERE");
    }

    @ParameterizedTest
    @EnumSource(names = {"MICROS", "NANOS", "STRING"})
    void before1970MakesTheRowUnusableUnderTheseModesToo(TimestampMode mode) {
        refused(mode, "timestamp", "1969-12-31 23:59:59.999", "is 1969-12-31T23:59:59.999Z", "before 1970");
    }

    @ParameterizedTest
    @CsvSource({"bigint, 1709210096789000", "date, 12000-01-01", "bigint, 9223372036854775807"})
    void afterTheYear9999MakesTheRowUnusable(String type, String text) {
        refused(TimestampMode.MILLIS, type, text, "the year 9999 at most", "milliseconds", "NULL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999-12-31 23:59:59", "-999999999-01-01 00:00:00"})
    void ofTheFurthestYearsMakesTheRowUnusable(String text) {
        refused(TimestampMode.STRING, "timestamp", text);
    }

    @ParameterizedTest
    @CsvSource({"timestamp, yesterday", "timestamp with time zone, 2024-02-29 12:34:56 Mars/Olympus"})
    void ofATextThatIsNoMomentMakesTheRowUnusable(String type, String text) {
        refused(TimestampMode.STRING, type, text, '"' + text + '"', type, "timestamp.column");
    }

    private static void refused(TimestampMode mode, String type, String text, String... parts) {
        assertThatThrownBy(() -> record(mode, type, text))
                .isInstanceOf(UnusableRowException.class)
                .hasMessageStartingWith("row 1: column \"at\" is ")
                .hasMessageContainingAll(parts.length == 0 ? new String[] {"at"} : parts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"varchar", "double", "decimal", "time", "boolean", "array", "smallint"})
    void isRefusedOfOtherTypesBeforeAnyRow(String type) {
        SampleResult result = SampleResult.of("at " + type);

        assertThatThrownBy(() -> result.factory(at(TimestampMode.MILLIS)))
                .isInstanceOfSatisfying(
                        UnfitColumnException.class,
                        unfit -> assertThat(unfit.key()).isEqualTo("timestamp.column"))
                .hasMessageContainingAll("'at'", type, "CAST(at AS timestamp)");
    }

    @Test
    void isRefusedOfAColumnThatIsNotThereBeforeAnyRow() {
        assertThatThrownBy(() -> SampleResult.of("id bigint").factory(at(TimestampMode.MILLIS)))
                .isInstanceOf(UnfitColumnException.class)
                .hasMessageContainingAll("timestamp.column names 'at'", "columns of the result are id");
    }
}
