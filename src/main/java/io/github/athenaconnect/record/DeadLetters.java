package io.github.athenaconnect.record;

import io.github.athenaconnect.query.DataInterval;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.result.RowPlace;
import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.RowType;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes the records that stand for those rows of one result that cannot be records themselves. Immutable.
 *
 * <p>The schemas are a public interface. They are the same for all queries, so that one topic may take the dead letters of
 * several, and their names are such that every converter takes them; a field that is added later is optional and raises
 * the version.
 */
public final class DeadLetters {
    /** Tells rows apart, and is the same when a row is delivered again. */
    static final Schema KEY = SchemaBuilder.struct()
            .name("io.github.athenaconnect.DeadLetterKey")
            .version(1)
            .field("connector", Schema.STRING_SCHEMA)
            .field("query", Schema.STRING_SCHEMA)
            .field("execution_id", Schema.STRING_SCHEMA)
            .field("object", Schema.STRING_SCHEMA)
            .field("row", Schema.INT64_SCHEMA)
            .build();

    /** What is told of a row. */
    static final Schema VALUE = SchemaBuilder.struct()
            .name("io.github.athenaconnect.DeadLetter")
            .version(1)
            .field("connector", Schema.STRING_SCHEMA)
            .field("query", Schema.STRING_SCHEMA)
            .field("scheduled", Timestamp.SCHEMA)
            .field("interval_start", Timestamp.builder().optional().build())
            .field("interval_end", Timestamp.builder().optional().build())
            .field("execution_id", Schema.STRING_SCHEMA)
            .field("object", Schema.STRING_SCHEMA)
            .field("row", Schema.INT64_SCHEMA)
            .field("first_byte", Schema.OPTIONAL_INT64_SCHEMA)
            .field("column", Schema.OPTIONAL_STRING_SCHEMA)
            .field("reason", Schema.STRING_SCHEMA)
            .field(
                    "values",
                    SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA)
                            .build())
            .build();

    private final String connector;
    private final String topic;
    private final Map<String, String> partition;
    private final Provenance provenance;
    private final List<AthenaColumn> columns;
    private final @Nullable ProvenanceHeaders headers;

    /**
     * The dead letters of one result.
     *
     * @param mode which headers they get
     * @param rowType whose columns their values are
     * @param partition the source partition that every record of the query carries
     * @param provenance where the rows come from
     */
    public DeadLetters(
            String connector,
            String topic,
            HeaderMode mode,
            RowType rowType,
            Map<String, String> partition,
            Provenance provenance) {
        this.connector = connector;
        this.topic = topic;
        this.partition = Map.copyOf(partition);
        this.provenance = provenance;
        this.columns = rowType.sources();
        this.headers = mode == HeaderMode.PROVENANCE ? new ProvenanceHeaders(provenance) : null;
    }

    /**
     * The record that takes the place of one row.
     *
     * @param offset where the query stands once it is delivered
     */
    public SourceRecord record(RejectedRow row, Map<String, ?> offset) {
        return new SourceRecord(
                partition,
                offset,
                topic,
                null,
                KEY,
                key(row.place()),
                VALUE,
                value(row),
                null,
                headers == null ? null : headers.of(row.number()));
    }

    private Struct key(RowPlace place) {
        return new Struct(KEY)
                .put("connector", connector)
                .put("query", provenance.query())
                .put("execution_id", provenance.executionId())
                .put("object", place.object())
                .put("row", place.row());
    }

    private Struct value(RejectedRow row) {
        Run run = provenance.run();
        RowPlace place = row.place();
        return new Struct(VALUE)
                .put("connector", connector)
                .put("query", provenance.query())
                .put("scheduled", Date.from(run.scheduled()))
                .put("interval_start", date(run.interval().map(DataInterval::start)))
                .put("interval_end", date(run.interval().map(DataInterval::end)))
                .put("execution_id", provenance.executionId())
                .put("object", place.object())
                .put("row", place.row())
                .put(
                        "first_byte",
                        place.firstByte().isPresent() ? place.firstByte().getAsLong() : null)
                .put("column", row.column().orElse(null))
                .put("reason", row.reason())
                .put("values", values(row));
    }

    private static @Nullable Date date(Optional<Instant> instant) {
        return instant.map(Date::from).orElse(null);
    }

    private Map<String, @Nullable String> values(RejectedRow row) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        for (int index = 0; index < columns.size(); index++) {
            values.put(
                    free(columns.get(index).name(), values), row.textOfColumn().apply(index));
        }
        return values;
    }

    /** Of columns of the same name the second is told as {@code name (2)}. */
    private static String free(String name, Map<String, @Nullable String> taken) {
        String free = name;
        for (int number = 2; taken.containsKey(free); number++) {
            free = name + " (" + number + ")";
        }
        return free;
    }
}
