package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.record.RowErrorPolicy;
import io.github.athenaconnect.record.RowErrors;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What becomes of rows that cannot be records. */
final class RowErrorKeys {
    private static final Key<RowErrorPolicy> ERRORS_ROW = Key.withDefault(
            "errors.row",
            Choice.among(RowErrorPolicy.class),
            "fail",
            Label.medium(
                    "Rows that cannot be records",
                    SHORT,
                    "What becomes of a row with a value that is none of its column's type, or of which no record can be made"
                            + " as it is configured: a key that is NULL. `fail`: the run cannot be completed, and"
                            + " `on.failure` says what follows. `skip`: the row is left out, and counted in the log, the run"
                            + " log and the stored offset. `dead_letter`: a record in `errors.dead.letter.topic`"
                            + " takes its place, with the row as Athena wrote it and the reason."));
    private static final Key<String> DEAD_LETTER_TOPIC = Key.optional(
                    "errors.dead.letter.topic",
                    TopicName.FORM,
                    Label.medium(
                            "Dead letter topic",
                            MEDIUM,
                            "The topic that takes the rows that cannot be records. Several queries may share one. Required"
                                    + " with `errors.row=dead_letter`."))
            .visibleWhen("errors.row", "dead_letter");

    static final List<Key<?>> KEYS = List.of(ERRORS_ROW, DEAD_LETTER_TOPIC);

    private RowErrorKeys() {}

    /** Judges the topic by the policy. */
    static void check(Values own) {
        own.find(ERRORS_ROW).ifPresent(policy -> {
            boolean sends = policy == RowErrorPolicy.DEAD_LETTER;
            if (sends && !own.isSet(DEAD_LETTER_TOPIC)) {
                own.reject(DEAD_LETTER_TOPIC, "is required by errors.row=dead_letter, but is not set");
            } else if (!sends && own.isWritten(DEAD_LETTER_TOPIC)) {
                own.reject(
                        DEAD_LETTER_TOPIC,
                        "belongs to errors.row=dead_letter, but found errors.row="
                                + policy.name().toLowerCase(Locale.ROOT) + "; remove the key or change errors.row");
            }
        });
    }

    /** Refuses dead letters among the rows of a query or in the run log: readers of those would not understand them. */
    static void checkDistinct(Values own, Map<String, String> topicsByQuery, Optional<String> runLog) {
        topicsByQuery.forEach((query, topic) -> checkDistinct(own, topic, "that of query '" + query + "'"));
        runLog.ifPresent(topic -> checkDistinct(own, topic, "run.log.topic"));
    }

    private static void checkDistinct(Values own, String topic, String user) {
        if (own.find(DEAD_LETTER_TOPIC).filter(topic::equals).isPresent()) {
            own.reject(DEAD_LETTER_TOPIC, "must be a topic of its own, found \"" + topic + "\", which is also " + user);
        }
    }

    static RowErrors read(Values own) {
        RowErrorPolicy policy = own.get(ERRORS_ROW);
        return policy == RowErrorPolicy.DEAD_LETTER
                ? new RowErrors(policy, own.find(DEAD_LETTER_TOPIC))
                : new RowErrors(policy, Optional.empty());
    }
}
