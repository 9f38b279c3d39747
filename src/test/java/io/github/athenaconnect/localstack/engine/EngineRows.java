package io.github.athenaconnect.localstack.engine;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of a running query, pulled one by one by one thread. */
public interface EngineRows extends AutoCloseable {
    /** The columns, in order; labels may repeat. */
    List<ResultColumn> columns();

    /**
     * The next row: each value in Athena's text form, SQL NULL as null.
     *
     * @return empty when there are no more rows
     */
    Optional<List<@Nullable String>> next() throws EngineFailure;

    /** Ends the query if it still runs. */
    @Override
    void close();
}
