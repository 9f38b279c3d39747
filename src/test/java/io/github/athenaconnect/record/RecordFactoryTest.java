package io.github.athenaconnect.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.query.DataInterval;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.query.Shard;
import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.Column;
import io.github.athenaconnect.type.RowType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordFactoryTest {
    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Schema ROW = SchemaBuilder.struct()
            .name("shop.orders")
            .field("id", Schema.OPTIONAL_INT64_SCHEMA)
            .field("line", Schema.OPTIONAL_INT32_SCHEMA)
            .build();

    private static RecordFactory factory(RecordSettings settings, Schema row, Run run) {
        return new RecordFactory(
                settings, rowType(row), Map.of("query", "orders"), new Provenance("orders", run, "execution-7"));
    }

    /** Rows of this schema, whose columns have the names of its fields. */
    private static RowType rowType(Schema schema) {
        return new RowType(
                schema,
                schema.fields().stream()
                        .map(field -> new Column(new AthenaColumn(field.name(), "varchar", 0, 0), field, text -> text))
                        .toList());
    }

    @Test
    void recordsAreEqualAsTheirPartsAreAndTheirHashNeedsNoLookAtTheRow() {
        RecordFactory factory = factory(new RecordSettings("t", List.of()), ROW, Run.at(TEN));
        SourceRecord record = factory.record(new Struct(ROW).put("id", 1L), 1, Map.of("row", 1L));
        SourceRecord same = factory.record(new Struct(ROW).put("id", 1L), 1, Map.of("row", 1L));
        SourceRecord otherRow = factory.record(new Struct(ROW).put("id", 2L), 1, Map.of("row", 1L));
        SourceRecord otherOffset = factory.record(new Struct(ROW).put("id", 1L), 1, Map.of("row", 2L));

        assertThat(record).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(record).isNotEqualTo(otherRow).hasSameHashCodeAs(otherRow);
        assertThat(record).isNotEqualTo(otherOffset);
        assertThat(record.hashCode()).isNotEqualTo(otherOffset.hashCode());
    }

    @Nested
    class Headers {
        private static final RecordSettings WITH_PROVENANCE = new RecordSettings(
                TopicTemplate.of("t"), Set.of(), List.of(), Optional.empty(), Optional.empty(), HeaderMode.PROVENANCE);

        private SourceRecord record(RecordSettings settings, Run run, long number) {
            return factory(settings, ROW, run).record(new Struct(ROW).put("id", 1L), number, Map.of());
        }

        private static Map<String, Object> of(SourceRecord record) {
            Map<String, Object> byName = new HashMap<>();
            record.headers().forEach(header -> byName.put(header.key(), header.value()));
            return byName;
        }

        @Test
        void nameTheShardThatCountsItsRows() {
            SourceRecord record = new RecordFactory(
                            WITH_PROVENANCE,
                            rowType(ROW),
                            new TreeMap<>(Map.of("query", "orders", "shard", "2")),
                            new Provenance("orders", Run.at(TEN), "execution-7", new Shard(2, 4), 5_000_000_000L))
                    .record(new Struct(ROW).put("id", 1L), 3, Map.of());

            assertThat(record.sourcePartition().toString()).isEqualTo("{query=orders, shard=2}");
            assertThat(of(record))
                    .containsEntry("athena.shard", "2/4")
                    .containsEntry("athena.bytes.scanned", 5_000_000_000L)
                    .containsEntry("athena.row", 3L);
        }

        @Test
        void tellWhereARowComesFrom() {
            assertThat(of(record(WITH_PROVENANCE, Run.at(TEN), 3)))
                    .isEqualTo(Map.of(
                            "athena.query", "orders",
                            "athena.execution.id", "execution-7",
                            "athena.scheduled", "2026-03-01T10:00:00Z",
                            "athena.bytes.scanned", 0L,
                            "athena.row", 3L));
        }

        @Test
        void tellTheIntervalWhereARunHasOne() {
            Run run = new Run(TEN, Optional.of(new DataInterval(TEN.minusSeconds(3600), TEN)));

            assertThat(of(record(WITH_PROVENANCE, run, 1)))
                    .containsEntry("athena.interval.start", "2026-03-01T09:00:00Z")
                    .containsEntry("athena.interval.end", "2026-03-01T10:00:00Z");
        }

        @Test
        void areOfEachRecordAlone() {
            RecordFactory factory = factory(WITH_PROVENANCE, ROW, Run.at(TEN));
            SourceRecord first = factory.record(new Struct(ROW), 1, Map.of());
            first.headers().remove("athena.query");
            SourceRecord second = factory.record(new Struct(ROW), 2, Map.of());

            assertThat(of(second)).containsEntry("athena.query", "orders").containsEntry("athena.row", 2L);
            assertThat(of(first)).containsEntry("athena.row", 1L);
        }

        @Test
        void areTextsAndNumbersThatTheWorkersOwnConverterWrites() throws Exception {
            try (SimpleHeaderConverter converter = new SimpleHeaderConverter()) {
                for (Header header : record(WITH_PROVENANCE, Run.at(TEN), 3).headers()) {
                    byte[] written = converter.fromConnectHeader("t", header.key(), header.schema(), header.value());

                    assertThat(written).asString().isEqualTo(String.valueOf(header.value()));
                }
            }
        }

        @Test
        void areNoneByDefault() {
            assertThat(record(new RecordSettings("t", List.of()), Run.at(TEN), 1)
                            .headers())
                    .isEmpty();
        }
    }

    @Nested
    class AKey {
        private static final RecordSettings OF_TWO = new RecordSettings("t", List.of("id", "line"));

        @Test
        void isFoundByTheNameOfTheColumnAndNamedLikeTheField() {
            Schema adjusted = SchemaBuilder.struct()
                    .field("order_id", Schema.OPTIONAL_INT64_SCHEMA)
                    .field("line_", Schema.OPTIONAL_INT32_SCHEMA)
                    .build();
            RowType renamed = new RowType(
                    adjusted,
                    List.of(
                            new Column(
                                    new AthenaColumn("order id", "bigint", 0, 0), adjusted.field("order_id"), t -> t),
                            new Column(new AthenaColumn("line#", "integer", 0, 0), adjusted.field("line_"), t -> t)));
            Struct row = new Struct(adjusted).put("order_id", 7L).put("line_", 2);

            assertThat(record(new RecordSettings("t", List.of("order id")), renamed, row)
                            .key())
                    .isEqualTo(7L);
            assertThat(record(new RecordSettings("t", List.of("order id", "line#")), renamed, row)
                            .keySchema()
                            .fields())
                    .extracting(Field::name)
                    .containsExactly("order_id", "line_");
        }

        private static SourceRecord record(RecordSettings settings, RowType rowType, Struct row) {
            return new RecordFactory(settings, rowType, Map.of(), new Provenance("orders", Run.at(TEN), "execution-7"))
                    .record(row, 1, Map.of());
        }

        @Test
        void mayHaveANullAmongSeveralColumns() {
            SourceRecord record = factory(OF_TWO, ROW, Run.at(TEN)).record(new Struct(ROW).put("line", 2), 1, Map.of());

            assertThat(record.key()).isEqualTo(new Struct(record.keySchema()).put("line", 2));
        }

        @Test
        void ofNothingButNullsMakesTheRowUnusable() {
            RecordFactory factory = factory(OF_TWO, ROW, Run.at(TEN));

            assertThatThrownBy(() -> factory.record(new Struct(ROW), 17, Map.of()))
                    .isInstanceOf(UnusableRowException.class)
                    .hasMessageContainingAll("row 17", "id, line", "is NULL", "COALESCE", "WHERE");
        }

        @Test
        void ofAColumnThatIsNotThereIsRefusedBeforeAnyRow() {
            assertThatThrownBy(() -> factory(new RecordSettings("t", List.of("ID", "order")), ROW, Run.at(TEN)))
                    .isInstanceOfSatisfying(
                            UnfitColumnException.class,
                            unfit -> assertThat(unfit.key()).isEqualTo("key.columns"))
                    .hasMessageContainingAll("'order'", "id, line", "Correct key.columns");
        }

        @Test
        void ofANameThatSeveralColumnsHaveIsRefusedBeforeAnyRow() {
            RowType twice = new RowType(
                    ROW,
                    List.of(
                            new Column(new AthenaColumn("n", "bigint", 0, 0), ROW.field("id"), t -> t),
                            new Column(new AthenaColumn("n", "integer", 0, 0), ROW.field("line"), t -> t)));

            assertThatThrownBy(() -> record(new RecordSettings("t", List.of("n")), twice, new Struct(ROW)))
                    .isInstanceOf(UnfitColumnException.class)
                    .hasMessageContainingAll("'n'", "several columns", "AS");
        }

        @Test
        void ofOneColumnTwiceIsRefusedBeforeAnyRow() {
            assertThatThrownBy(() -> factory(new RecordSettings("t", List.of("ID", "Id")), ROW, Run.at(TEN)))
                    .isInstanceOf(UnfitColumnException.class)
                    .hasMessageContainingAll("more than once", "ID, Id", "id, id");
        }
    }

    @Nested
    class AMarker {
        static Stream<Schema> keys() {
            return Stream.of(
                    Schema.OPTIONAL_INT8_SCHEMA,
                    Schema.OPTIONAL_INT16_SCHEMA,
                    Schema.OPTIONAL_INT32_SCHEMA,
                    Schema.OPTIONAL_INT64_SCHEMA,
                    Schema.OPTIONAL_FLOAT32_SCHEMA,
                    Schema.OPTIONAL_FLOAT64_SCHEMA,
                    Schema.OPTIONAL_BOOLEAN_SCHEMA,
                    Schema.OPTIONAL_STRING_SCHEMA,
                    Schema.OPTIONAL_BYTES_SCHEMA,
                    Decimal.builder(2).optional().build(),
                    Date.builder().optional().build(),
                    Time.builder().optional().build(),
                    Timestamp.builder().optional().build(),
                    SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build(),
                    SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA)
                            .optional()
                            .build(),
                    SchemaBuilder.struct()
                            .field("a", Schema.OPTIONAL_STRING_SCHEMA)
                            .optional()
                            .build());
        }

        private static SourceRecord marker(Schema row, String... keyColumns) {
            return factory(new RecordSettings("t", List.of(keyColumns)), row, Run.at(TEN))
                    .marker()
                    .orElseThrow()
                    .at(Map.of("done", true));
        }

        private static byte[] key(SourceRecord record, boolean schemas) {
            try (JsonConverter converter = new JsonConverter()) {
                converter.configure(Map.of("schemas.enable", schemas), true);
                return converter.fromConnectData("t", record.keySchema(), record.key());
            }
        }

        @ParameterizedTest
        @MethodSource("keys")
        void hasAKeyOfAnyTypeThatIsNotNullToAConverter(Schema key) {
            SourceRecord marker = marker(SchemaBuilder.struct().field("k", key).build(), "k");

            assertThat(marker.key()).isNotNull();
            assertThat(marker.keySchema()).isEqualTo(key);
            assertThat(key(marker, true)).isNotNull();
            assertThat(key(marker, false)).isNotNull().asString().isNotEqualTo("null");
        }

        @Test
        void hasAKeyOfSeveralColumnsLikeARow() {
            SourceRecord marker = marker(ROW, "id", "line");

            assertThat(marker.key())
                    .isEqualTo(new Struct(marker.keySchema()).put("id", 0L).put("line", 0));
            assertThat(key(marker, true)).isNotNull();
        }

        @Test
        void isNotMadeOfAResultWithoutColumnsWhereRowsHaveKeys() {
            RecordSettings keyed = new RecordSettings("t", List.of("id"));
            Schema nothing = SchemaBuilder.struct().build();

            assertThat(factory(keyed, nothing, Run.at(TEN)).marker()).isEmpty();
            assertThat(Marker.beforeResults(keyed, Map.of())).isEmpty();
        }

        @Test
        void isMadeWithoutAResultWhereRowsHaveNoKeys() {
            RecordSettings plain = new RecordSettings("t", List.of());
            Schema nothing = SchemaBuilder.struct().build();

            assertThat(factory(plain, nothing, Run.at(TEN)).marker()).isPresent();
            assertThat(Marker.beforeResults(plain, Map.of())).isPresent();
        }

        @Test
        void carriesNothingButItsOffset() {
            SourceRecord marker = marker(ROW);

            assertThat(marker.key()).isNull();
            assertThat(marker.value()).isNull();
            assertThat(marker.topic()).isEqualTo("t");
            assertThat(marker.sourcePartition()).isEqualTo(Map.of("query", "orders"));
            assertThat(marker.sourceOffset()).isEqualTo(Map.of("done", true));
        }
    }
}
