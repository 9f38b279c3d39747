package io.github.athenaconnect.flow;

import io.github.athenaconnect.failure.SchemaChangePolicy;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.offset.ReadPoint;
import io.github.athenaconnect.type.ColumnChanges;
import io.github.athenaconnect.type.KnownColumns;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The columns of a query's records from result to result.
 *
 * <p>Mutable: it knows those of the records handed over so far. For one thread at a time.
 */
final class ColumnHistory {
    private static final Logger log = LoggerFactory.getLogger(ColumnHistory.class);

    private final SchemaChangePolicy policy;
    private final String key;
    private Optional<KnownColumns> known;
    private ColumnChanges told = ColumnChanges.NONE;

    /** Begins with what the stored offset knows. */
    ColumnHistory(QueryPlan plan, Optional<QueryOffset> stored) {
        this.policy = plan.policies().onSchemaChange();
        this.key = "query." + plan.query().name() + ".schema.change";
        this.known = stored.flatMap(QueryOffset::columns);
    }

    /** The rule for a result. Behind a row of it, nothing stops because of columns that were kept up to there. */
    ColumnRule rule(Optional<QueryOffset> from) {
        Optional<QueryOffset> begun = from.filter(ColumnHistory::isBehindARow);
        if (begun.isEmpty()) {
            return new ColumnRule(policy, known);
        }
        return new ColumnRule(
                policy == SchemaChangePolicy.FAIL ? SchemaChangePolicy.FREEZE : policy,
                begun.get().columns());
    }

    private static boolean isBehindARow(QueryOffset offset) {
        return offset.reading()
                .map(ReadPoint::position)
                .filter(position -> position.rowOfResult() > 0)
                .isPresent();
    }

    /**
     * Tells a change, once.
     *
     * @param about names query and run
     * @throws ChangedColumnsException if the user wants to decide on it
     */
    void judge(ColumnRule rule, KnownColumns found, String about) {
        ColumnChanges changes = rule.changes(found);
        boolean news = !changes.isNone() && !changes.equals(told);
        switch (rule.policy()) {
            case EVOLVE -> {
                if (news) {
                    log.info("{}: its records have other columns than those before: {}.", about, changes);
                }
            }
            case FREEZE -> {
                if (news) {
                    log.warn(
                            "{}: its result has other columns than the records before: {}. Records keep theirs, as {}=freeze"
                                    + " says: what was added is left out, what was removed is NULL, and a value that the"
                                    + " type it had cannot hold is an error of its row. This is said once, until the"
                                    + " columns change again.",
                            about,
                            changes,
                            key);
                }
            }
            case FAIL -> {
                if (!changes.isNone()) {
                    throw new ChangedColumnsException(changes);
                }
            }
        }
        told = changes;
    }

    /** Takes note that records with these columns were handed over. */
    void handedOver(Optional<KnownColumns> columns) {
        known = columns;
    }

    /** What the offset of a run is to hold that is left behind. */
    Optional<KnownColumns> stored() {
        return policy == SchemaChangePolicy.EVOLVE ? Optional.empty() : known;
    }

    /** Begins anew, as if the query had never run. */
    void forget() {
        known = Optional.empty();
    }
}
