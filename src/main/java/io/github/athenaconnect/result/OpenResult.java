package io.github.athenaconnect.result;

import io.github.athenaconnect.type.KnownColumns;
import io.github.athenaconnect.type.RowType;
import java.util.Optional;

/**
 * A result that is being read.
 *
 * @param columns those the result has; none if nothing tells them, as there are no rows
 * @param rowType what its rows look like
 * @param reader belongs to the receiver
 * @param news what the user should be told of the way in which it is read; absent if that has been told before
 */
public record OpenResult(KnownColumns columns, RowType rowType, ResultReader reader, Optional<String> news) {
    OpenResult(KnownColumns columns, RowType rowType, ResultReader reader) {
        this(columns, rowType, reader, Optional.empty());
    }

    /** A result whose columns Athena reports. */
    OpenResult(RowType rowType, ResultReader reader, Optional<String> news) {
        this(KnownColumns.reported(rowType.sources()), rowType, reader, news);
    }

    /** The same, of which there is nothing to be told. */
    OpenResult(RowType rowType, ResultReader reader) {
        this(rowType, reader, Optional.empty());
    }
}
