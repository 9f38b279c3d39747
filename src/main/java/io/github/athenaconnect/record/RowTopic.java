package io.github.athenaconnect.record;

import io.github.athenaconnect.type.RowType;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.data.Struct;

/** How the topic of a row is found; decided once per result. */
sealed interface RowTopic permits RowTopic.OfAllRows, RowTopic.OfNoRows, TopicOfColumns {
    /**
     * The topic of one row.
     *
     * @throws UnusableValueException if the row's columns make no name of a topic
     */
    String of(Struct row);

    /** A topic that rows of this query go to, for a record that stands for no row; empty if none is known yet. */
    Optional<String> known();

    /**
     * The topic that a template gives rows of this type.
     *
     * @param reserved topics that hold something else
     * @throws UnfitColumnException if a column is not there, or of a type that is in no name
     */
    static RowTopic of(TopicTemplate template, Set<String> reserved, RowType rowType) {
        return template.name()
                .<RowTopic>map(OfAllRows::new)
                .orElseGet(() ->
                        rowType.sources().isEmpty() ? new OfNoRows() : TopicOfColumns.of(template, reserved, rowType));
    }

    /** One topic. */
    record OfAllRows(String name) implements RowTopic {
        @Override
        public String of(Struct row) {
            return name;
        }

        @Override
        public Optional<String> known() {
            return Optional.of(name);
        }
    }

    /** That of a result without rows, which may not tell its columns. */
    record OfNoRows() implements RowTopic {
        @Override
        public String of(Struct row) {
            throw new IllegalStateException("A result without columns has no rows, found " + row);
        }

        @Override
        public Optional<String> known() {
            return Optional.empty();
        }
    }
}
