package io.github.athenaconnect.offset;

import io.github.athenaconnect.type.Excerpt;
import org.apache.kafka.connect.errors.ConnectException;

/** The stored offsets of a query's shards do not say where the query stands; whatever was guessed could lose rows. */
public final class UnclearShardsException extends ConnectException {
    private static final long serialVersionUID = 1L;

    UnclearShardsException(String message) {
        super(Excerpt.line(message));
    }
}
