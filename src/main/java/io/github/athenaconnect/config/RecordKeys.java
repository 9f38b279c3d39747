package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.MEDIUM;

import io.github.athenaconnect.record.RecordSettings;
import java.util.List;

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

    static final List<Key<?>> KEYS = List.of(TOPIC, KEY_COLUMNS);

    private RecordKeys() {}

    static RecordSettings read(Values own) {
        return new RecordSettings(own.get(TOPIC), own.get(KEY_COLUMNS));
    }
}
