package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.record.HeaderMode;
import io.github.athenaconnect.record.RecordSettings;
import java.util.List;
import java.util.Optional;

/** How the rows of a query are addressed. */
final class RecordKeys {
    private static final Key<String> TOPIC =
            Key.required("topic", TopicName.FORM, Label.high("Topic", MEDIUM, "The topic that takes the rows."));
    private static final Key<List<String>> KEY_COLUMNS = Key.withDefault(
            "key.columns",
            ColumnNames.FORM,
            List.of(),
            Label.high(
                    "Key columns",
                    MEDIUM,
                    "Columns that form the record's key: one gives a key of its type, several a Struct, none no key."));

    private static final Key<HeaderMode> HEADERS = Key.withDefault(
            "headers",
            Choice.among(HeaderMode.class),
            "none",
            Label.low(
                    "Headers",
                    SHORT,
                    "Headers of each record. `provenance`: `athena.query`, `athena.execution.id`, `athena.scheduled`,"
                            + " `athena.interval.start` and `athena.interval.end` (in `interval` mode), and `athena.row`,"
                            + " the number of the row in its result, from 1."));

    static final List<Key<?>> KEYS = List.of(TOPIC, KEY_COLUMNS, HEADERS);

    private RecordKeys() {}

    /** The topic of a query, if it is set and right. */
    static Optional<String> findTopic(Values own) {
        return own.find(TOPIC);
    }

    static RecordSettings read(Values own) {
        return new RecordSettings(own.get(TOPIC), own.get(KEY_COLUMNS), own.get(HEADERS));
    }
}
