package io.github.athenaconnect.flow;

import static java.util.Map.entry;

import io.github.athenaconnect.record.UnfitColumnException;
import io.github.athenaconnect.record.UnusableRowException;
import io.github.athenaconnect.result.UndecodableRowException;
import io.github.athenaconnect.result.UnreadableResultException;
import io.github.athenaconnect.type.UnusableColumnsException;
import io.github.athenaconnect.watermark.UnusableWatermarkException;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;

/** What is to blame for a failed step. */
enum Culprit {
    /** AWS, the network or the credentials. */
    CALL,
    /** The result as a whole: gone, changed, malformed, or broken off on the way. */
    RESULT,
    /** One row; those around it are good. */
    ROW,
    /** The columns, which no row can mend. */
    COLUMNS,
    /** Whatever it was, it is sorted already, and its message is complete. */
    SORTED,
    /** The connector itself. */
    CONNECTOR;

    /** Everything a step may throw; what is not here should not have been thrown. */
    private static final List<Map.Entry<Class<? extends RuntimeException>, Culprit>> TABLE = List.of(
            entry(SdkException.class, CALL),
            entry(UnreadableResultException.class, RESULT),
            entry(UndecodableRowException.class, ROW),
            entry(UnusableRowException.class, ROW),
            entry(UnusableWatermarkException.class, ROW),
            entry(UnfitColumnException.class, COLUMNS),
            entry(UnusableColumnsException.class, COLUMNS),
            entry(QueryStoppedException.class, SORTED));

    static Culprit of(RuntimeException thrown) {
        return TABLE.stream()
                .filter(line -> line.getKey().isInstance(thrown))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(CONNECTOR);
    }

    /** Whether its message names the row it is about; one about a watermark knows a value and no row. */
    static boolean namesItsRow(RuntimeException thrown) {
        return thrown instanceof UndecodableRowException || thrown instanceof UnusableRowException;
    }

    /** Whether the rows read before it are as good as they would be without it. */
    boolean leavesRowsBefore() {
        return switch (this) {
            case CALL, RESULT, ROW -> true;
            case COLUMNS, SORTED, CONNECTOR -> false;
        };
    }
}
