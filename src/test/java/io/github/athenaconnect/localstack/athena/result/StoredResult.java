package io.github.athenaconnect.localstack.athena.result;

import io.github.athenaconnect.localstack.engine.ResultColumn;
import java.util.List;

/**
 * What an execution left behind, as far as GetQueryResults must know it.
 *
 * @param columns in order
 * @param form how rows are read from the result object
 * @param rows how many there are, or were affected
 */
public record StoredResult(List<ResultColumn> columns, Form form, long rows) {
    /** How the rows of a result are stored. */
    public enum Form {
        /** A CSV with a heading. */
        CSV,
        /** One row per line of text, whole. */
        TEXT,
        /** There are no rows, only a count. */
        COUNT
    }

    public StoredResult {
        columns = List.copyOf(columns);
    }
}
