package io.github.athenaconnect.result;

import io.github.athenaconnect.type.RowType;
import java.util.Optional;

/**
 * A result that is being read.
 *
 * @param rowType what its rows look like
 * @param reader belongs to the receiver
 * @param news what the user should be told of the way in which it is read; absent if that has been told before
 */
public record OpenResult(RowType rowType, ResultReader reader, Optional<String> news) {
    OpenResult(RowType rowType, ResultReader reader) {
        this(rowType, reader, Optional.empty());
    }
}
