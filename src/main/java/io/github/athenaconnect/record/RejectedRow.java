package io.github.athenaconnect.record;

import io.github.athenaconnect.result.RowPlace;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A row that cannot be a record.
 *
 * @param number of the row in its result, from 1
 * @param column the column that is to blame, if it is one, by its name in the result
 * @param reason as the user reads it
 * @param textOfColumn Athena's text of the value of the result's column with this index; null for NULL
 */
public record RejectedRow(
        RowPlace place,
        long number,
        Optional<String> column,
        String reason,
        IntFunction<@Nullable String> textOfColumn) {}
