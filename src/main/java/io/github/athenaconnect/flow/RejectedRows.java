package io.github.athenaconnect.flow;

import io.github.athenaconnect.record.DeadLetters;
import io.github.athenaconnect.record.RejectedRow;
import io.github.athenaconnect.record.RowErrorPolicy;
import io.github.athenaconnect.record.RowErrors;
import io.github.athenaconnect.result.ResultReader;
import io.github.athenaconnect.result.UndecodableRowException;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of those rows of one result that cannot be records.
 *
 * @param about what messages begin with: query, run and execution
 * @param key the configured one, {@code errors.row} of the query
 * @param settings what it says
 * @param letters present if they become dead letters
 */
record RejectedRows(String about, String key, RowErrors settings, Optional<DeadLetters> letters) {
    private static final Logger log = LoggerFactory.getLogger(RejectedRows.class);

    /** So many rows of a run are told one by one: enough to see what is wrong, few enough to be read. */
    private static final long MOST_TOLD = 5;

    /** Whether a row that cannot be a record is dealt with here; otherwise it fails its run. */
    boolean takes(RuntimeException thrown) {
        return settings.policy() != RowErrorPolicy.FAIL && Culprit.of(thrown) == Culprit.ROW;
    }

    /**
     * The record that takes the place of a row, if one does.
     *
     * @param reader still at the row
     * @param behind where reading is once it is dealt with
     * @param offset the same, as it is stored
     */
    Optional<SourceRecord> reject(RuntimeException cause, ResultReader reader, Progress behind, Map<String, ?> offset) {
        long number = behind.position().rowOfResult();
        String reason = sentence(cause);
        tell(Culprit.namesItsRow(cause) ? "" : ", row " + number, reason, behind.rejected());
        return letters.map(
                to -> to.record(new RejectedRow(reader.place(), number, column(cause), reason, reader::text), offset));
    }

    private static String sentence(RuntimeException cause) {
        String message = String.valueOf(cause.getMessage());
        return message.endsWith(".") ? message : message + ".";
    }

    private static Optional<String> column(RuntimeException cause) {
        return cause instanceof UndecodableRowException undecodable
                ? Optional.of(undecodable.column())
                : Optional.empty();
    }

    private void tell(String row, String reason, long rejected) {
        if (rejected <= MOST_TOLD) {
            log.warn(
                    "{}{}: {} The row {}.{}",
                    about,
                    row,
                    reason,
                    fate(),
                    rejected == MOST_TOLD ? " Of further rows of this run only their number is told, at its end." : "");
        }
    }

    private String fate() {
        return settings.deadLetterTopic()
                .map(topic -> "becomes a dead letter in " + topic + ", as " + key + "=dead_letter says")
                .orElseGet(() -> "is left out, as " + key + "=skip says");
    }

    /** What the message at the end of a run adds; empty if there is nothing to add. */
    String total(long rejected) {
        return rejected == 0 ? "" : " Rows that could not be records: " + rejected + "; each " + fate() + ".";
    }
}
