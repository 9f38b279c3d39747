package io.github.athenaconnect.flow;

import io.github.athenaconnect.failure.SchemaChangePolicy;
import io.github.athenaconnect.type.ColumnChanges;
import io.github.athenaconnect.type.KnownColumns;
import io.github.athenaconnect.type.UnusableColumnsException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What holds for the columns of one result.
 *
 * @param before the columns of the records before; absent if there were none, or nothing is known of them
 */
record ColumnRule(SchemaChangePolicy policy, Optional<KnownColumns> before) {
    /** A quarter of what a broker takes as one message by default: offsets are messages, and this is not all they hold. */
    private static final int MOST_STORED_BYTES = 256 * 1024;

    /** The columns that the rows are to have instead of those of their result. */
    Optional<KnownColumns> kept() {
        return policy == SchemaChangePolicy.EVOLVE ? Optional.empty() : before;
    }

    /** How a result differs; not at all if nothing tells its columns, as it has no rows. */
    ColumnChanges changes(KnownColumns found) {
        return before.filter(known -> !found.columns().isEmpty())
                .map(known -> known.changesTo(found))
                .orElse(ColumnChanges.NONE);
    }

    /** The columns of the records once the result is among them. */
    Optional<KnownColumns> after(KnownColumns found) {
        return found.columns().isEmpty()
                ? before
                : kept().map(known -> known.refinedBy(found)).or(() -> Optional.of(found));
    }

    /**
     * What offsets in the result are to hold.
     *
     * @throws UnusableColumnsException if it is too much
     */
    Optional<KnownColumns> stored(KnownColumns found) {
        Optional<KnownColumns> stored = policy == SchemaChangePolicy.EVOLVE ? Optional.empty() : after(found);
        stored.ifPresent(ColumnRule::requireStorable);
        return stored;
    }

    private static void requireStorable(KnownColumns columns) {
        int bytes = columns.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_STORED_BYTES) {
            throw new UnusableColumnsException("Names and types of its "
                    + columns.columns().size()
                    + " columns take " + bytes + " bytes, but with schema.change=fail or freeze every offset holds them"
                    + " and may give them " + MOST_STORED_BYTES
                    + ". Select fewer columns, or set schema.change to evolve");
        }
    }
}
