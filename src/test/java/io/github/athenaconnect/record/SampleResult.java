package io.github.athenaconnect.record;

import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.Column;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.RowType;
import io.github.athenaconnect.type.RowTypes;
import io.github.athenaconnect.type.TextValue;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** A result in text, whose rows become records; its columns are written as {@code id bigint}. */
record SampleResult(RowType rowType) {
    static final RecordSettings PLAIN = new RecordSettings("t", List.of());

    static SampleResult of(String... columns) {
        return of(TimestampMode.MILLIS, columns);
    }

    static SampleResult of(TimestampMode mode, String... columns) {
        List<AthenaColumn> found = Stream.of(columns)
                .map(column -> column.split(" ", 2))
                .map(parts -> new AthenaColumn(parts[0], parts[1], 10, 2))
                .toList();
        return new SampleResult(RowTypes.of(found, new TypeSettings("shop.orders", DecimalMode.DECIMAL, mode)));
    }

    RecordFactory factory(RecordSettings settings) {
        return new RecordFactory(
                settings,
                rowType,
                Map.of("query", "orders"),
                new Provenance("orders", Run.at(Instant.parse("2026-03-01T10:00:00Z")), "execution-7"));
    }

    /** The record of row 1, of Athena's texts; null is NULL. */
    SourceRecord record(RecordSettings settings, String... texts) {
        return factory(settings).record(row(texts), 1, Map.of("row", 1L));
    }

    Struct row(String... texts) {
        Struct row = new Struct(rowType.schema());
        for (Column column : rowType.columns()) {
            String text = texts[column.index()];
            if (text != null) {
                row.put(column.field(), column.decoder().decode(TextValue.of(text)));
            }
        }
        return row;
    }

    /** Settings of a topic only. */
    static RecordSettings topic(TopicTemplate.Part... parts) {
        return new RecordSettings(
                new TopicTemplate(List.of(parts)),
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                HeaderMode.NONE);
    }

    static TopicTemplate.Part text(String literal) {
        return new TopicTemplate.Literal(literal);
    }

    static TopicTemplate.Part column(String name) {
        return new TopicTemplate.OfColumn(name);
    }
}
