package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.record.HeaderMode;
import io.github.athenaconnect.record.RecordSettings;
import io.github.athenaconnect.record.TimestampColumn;
import io.github.athenaconnect.record.TopicTemplate;
import io.github.athenaconnect.type.TimestampMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How the rows of a query are addressed. */
final class RecordKeys {
    private static final Key<TopicText> TOPIC = Key.required(
            "topic",
            TopicText.FORM,
            Label.high(
                    "Topic",
                    MEDIUM,
                    "The topic that takes the rows. `${query}` in it is the query's name, `${database}` is"
                            + " `athena.database`, `${column:name}` is the value of a row's column, which must be"
                            + " legal in the name of a topic."));
    private static final Key<List<String>> KEY_COLUMNS = Key.withDefault(
            "key.columns",
            ColumnNames.FORM,
            List.of(),
            Label.high(
                    "Key columns",
                    MEDIUM,
                    "Columns that form the record's key: one gives a key of its type, several a Struct, none no key."));

    private static final Key<String> TIMESTAMP_COLUMN = Key.optional(
            "timestamp.column",
            Form.text("the name of a column", name -> name),
            Label.medium(
                    "Timestamp column",
                    MEDIUM,
                    "The column that gives the record's timestamp: a `timestamp`, with or without a time zone, a `date`"
                            + " (its midnight in UTC), or a `bigint` or `integer` of milliseconds since 1970. Where it"
                            + " is NULL, and without this key, the record has the time at which it is sent."));

    private static final Key<String> DELETE_COLUMN = Key.optional(
            "delete.column",
            Form.text("the name of a column", name -> name),
            Label.medium(
                    "Delete column",
                    MEDIUM,
                    "A `boolean` column: where it is true, the record has the row's key and no value, which deletes what"
                            + " a compacted topic has of that key. Needs `key.columns`."));

    private static final Key<HeaderMode> HEADERS = Key.withDefault(
            "headers",
            Choice.among(HeaderMode.class),
            "none",
            Label.low(
                    "Headers",
                    SHORT,
                    "Headers of each record. `provenance`: `athena.query`, `athena.execution.id`, `athena.scheduled`,"
                            + " `athena.interval.start` and `athena.interval.end` (in `interval` mode), `athena.shard`"
                            + " (of a sharded query), `athena.bytes.scanned`, what the execution scanned for all of its rows,"
                            + " and `athena.row`, the number of the row in its result, or among the rows of its shard, from"
                            + " 1."));

    static final List<Key<?>> KEYS = List.of(TOPIC, KEY_COLUMNS, TIMESTAMP_COLUMN, DELETE_COLUMN, HEADERS);

    private RecordKeys() {}

    /**
     * Applies the rules between keys.
     *
     * @param query its name, which may stand in the topic
     * @param database may stand there too; empty if it is wrong
     */
    static void check(Values own, String query, Optional<String> database) {
        findTemplate(own, query, database)
                .flatMap(TopicTemplate::problem)
                .ifPresent(problem -> own.reject(TOPIC, problem));
        if (own.find(DELETE_COLUMN).isPresent()
                && own.find(KEY_COLUMNS).filter(List::isEmpty).isPresent()) {
            own.reject(
                    DELETE_COLUMN,
                    "needs " + KEY_COLUMNS.name() + ", as a row can only delete what has its key; set it, or remove "
                            + DELETE_COLUMN.name());
        }
    }

    /** The topic of all rows of a query, if they have one and it is right. */
    static Optional<String> findTopic(Values own, String query, Optional<String> database) {
        return findTemplate(own, query, database).flatMap(TopicTemplate::name);
    }

    private static Optional<TopicTemplate> findTemplate(Values own, String query, Optional<String> database) {
        return database.flatMap(name -> own.find(TOPIC).map(topic -> topic.template(query, name)));
    }

    /**
     * Reads them.
     *
     * @param timestamps what the query makes of Athena's timestamps
     */
    static RecordSettings read(Values own, String query, String database, TimestampMode timestamps) {
        return new RecordSettings(
                own.get(TOPIC).template(query, database),
                Set.of(),
                own.get(KEY_COLUMNS),
                own.find(TIMESTAMP_COLUMN).map(column -> new TimestampColumn(column, timestamps)),
                own.find(DELETE_COLUMN),
                own.get(HEADERS));
    }
}
