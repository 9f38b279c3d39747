package io.github.athenaconnect.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.type.TimestampMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TombstoneTest {
    private static final SampleResult RESULT =
            SampleResult.of("id bigint", "tenant varchar", "at timestamp", "gone boolean");

    private static final RecordSettings SETTINGS = new RecordSettings(
            new TopicTemplate(List.of(new TopicTemplate.OfColumn("tenant"))),
            Set.of(),
            List.of("id"),
            Optional.of(new TimestampColumn("at", TimestampMode.MILLIS)),
            Optional.of("gone"),
            HeaderMode.PROVENANCE);

    @Test
    void hasTheRowsKeyAndNoValue() {
        SourceRecord record = RESULT.record(SETTINGS, "7", "acme", null, "true");

        assertThat(record.key()).isEqualTo(7L);
        assertThat(record.keySchema()).isEqualTo(Schema.OPTIONAL_INT64_SCHEMA);
        assertThat(record.value()).isNull();
        assertThat(record.valueSchema()).isNull();
    }

    @Test
    void hasTopicTimestampHeadersAndOffsetOfItsRow() {
        SourceRecord record = RESULT.record(SETTINGS, "7", "acme", "1970-01-01 00:00:01.000", "true");

        assertThat(record.topic()).isEqualTo("acme");
        assertThat(record.timestamp()).isEqualTo(1000L);
        assertThat(record.headers().lastWithName("athena.row").value()).isEqualTo(1L);
        assertThat(record.sourceOffset()).isEqualTo(Map.of("row", 1L));
    }

    @ParameterizedTest
    @CsvSource({"false", "NULL"})
    void isNotMadeOfARowThatIsNotDeleted(String gone) {
        SourceRecord record = RESULT.record(SETTINGS, "7", "acme", null, gone.equals("NULL") ? null : gone);

        assertThat(((Struct) record.value()).get("id")).isEqualTo(7L);
        assertThat(record.valueSchema().fields()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isNothingToTheConverterToo(boolean schemas) {
        SourceRecord record = RESULT.record(SETTINGS, "7", "acme", null, "true");

        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", schemas), false);

            assertThat(converter.fromConnectData("acme", record.valueSchema(), record.value()))
                    .isNull();
        }
    }

    @Test
    void cannotBeMadeWithoutAKey() {
        assertThatThrownBy(() -> RESULT.record(SETTINGS, null, "acme", null, "true"))
                .isInstanceOf(UnusableRowException.class)
                .hasMessageContaining("every key column (id) is NULL");
    }

    @ParameterizedTest
    @CsvSource({"tenant, varchar", "id, bigint"})
    void isMadeByABooleanOnly(String column, String type) {
        RecordSettings other = new RecordSettings(
                SETTINGS.topic(), Set.of(), List.of("id"), Optional.empty(), Optional.of(column), HeaderMode.NONE);

        assertThatThrownBy(() -> RESULT.factory(other))
                .isInstanceOfSatisfying(
                        UnfitColumnException.class,
                        unfit -> assertThat(unfit.key()).isEqualTo("delete.column"))
                .hasMessageContainingAll("'" + column + "'", type, "(" + column + " = 'D') AS deleted");
    }
}
