package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.LONG;
import static org.apache.kafka.common.config.ConfigDef.Width.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.query.SqlTemplate;
import io.github.athenaconnect.query.StatementKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a query asks, and in which mode. */
final class StatementKeys {
    private static final Key<String> SQL = Key.optional(
            "sql",
            SqlStatement.FORM,
            Label.high(
                    "SQL", LONG, "The statement to run; either this or `table` is required. A closing `;` is fine."));
    private static final Key<String> TABLE = Key.optional(
            "table",
            TableName.FORM,
            Label.high("Table", MEDIUM, "Short for a `sql` that selects all rows and columns of the table."));
    private static final Key<String> MODE = Key.withDefault(
            "mode",
            Choice.of(Map.of("full", "full"), "incremental", "interval", "changes"),
            "full",
            Label.high("Mode", SHORT, "`full`: each run delivers the whole result."));

    static final List<Key<?>> KEYS = List.of(SQL, TABLE, MODE);

    private StatementKeys() {}

    static void check(Values own) {
        if (own.isSet(SQL) && own.isSet(TABLE)) {
            own.reject(TABLE, "must not be set beside " + SQL.name() + "; remove one of them");
        }
        if (!own.isSet(SQL) && !own.isSet(TABLE)) {
            own.reject(SQL, "is required unless " + TABLE.name() + " is set, but neither is");
        }
    }

    /** What kind of statement it is, as far as that can be told. */
    static Optional<StatementKind> kind(Values own) {
        return own.find(SQL).flatMap(StatementKind::of);
    }

    static SqlTemplate read(Values own) {
        return SqlTemplate.parse(own.find(SQL).orElseGet(() -> own.get(TABLE)));
    }
}
