package io.github.athenaconnect.flow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells, once for each result, of a row whose record Kafka may refuse: the error of the producer, with which the worker then
 * fails the task, names neither query nor row.
 *
 * <p>Mutable: it knows whether it has told. For one thread at a time.
 */
final class LargeRows {
    private static final Logger log = LoggerFactory.getLogger(LargeRows.class);

    private final String about;
    private final long usual;
    private boolean told;

    /**
     * Of a result of which nothing has been read.
     *
     * @param about what the line begins with: query, run and execution
     * @param usual bytes in a row up to which nothing is told
     */
    LargeRows(String about, long usual) {
        this.about = about;
        this.usual = usual;
    }

    /** A row was read. */
    void read(Progress before, Progress behind) {
        long bytes = behind.bytesSince(before);
        if (bytes > usual && !told) {
            told = true;
            log.info(
                    "{}: row {} has {} bytes. Kafka's producer takes requests of {} bytes, as far as this connector is told:"
                            + " if the task now fails with a RecordTooLargeException, raise"
                            + " producer.override.max.request.size and the topic's max.message.bytes. Of further rows of"
                            + " this result nothing is told.",
                    about,
                    behind.position().rowOfResult(),
                    bytes,
                    usual);
        }
    }
}
