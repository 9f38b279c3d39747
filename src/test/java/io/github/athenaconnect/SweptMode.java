package io.github.athenaconnect;

import io.github.athenaconnect.SweptTable.Row;
import io.github.athenaconnect.fake.FakeAthena;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A mode as the sweep sees it: its configuration, and which rows of the table Athena answers. What is to be delivered is
 * the same in each mode: the rows of run after run.
 *
 * @param configuration of every query, its statement included
 */
record SweptMode(String name, Map<String, String> configuration, Selection selection) {
    /** Which rows a statement selects, in the end by looking at its text, as Athena does. */
    @FunctionalInterface
    interface Selection {
        Predicate<Row> of(SweptTable table, String sql, Instant now);
    }

    /** The table is emptied before each run: the whole of it is what is new. */
    static final SweptMode FULL = new SweptMode(
            "full",
            Map.of("query.default.sql", "SELECT id, at FROM t"),
            (table, sql, now) -> row -> row.run() == table.latestRun(now));

    /** Every mode there is; each is swept. */
    static final List<SweptMode> ALL = List.of(FULL);

    /** Athena's side of it. */
    FakeAthena.Table over(SweptTable table) {
        return new FakeAthena.Table() {
            @Override
            public List<String> columns() {
                return List.of("id varchar", "at timestamp");
            }

            @Override
            public String rows(String sql, Instant now) {
                Predicate<Row> selected = selection.of(table, sql, now);
                return table.rows()
                        .filter(row -> !row.at().isAfter(now))
                        .filter(selected)
                        .map(row -> "\"" + row.id() + "\",\"" + athenas(row.at()) + "\"\n")
                        .collect(Collectors.joining());
            }
        };
    }

    /** An instant as Athena writes a timestamp. */
    static String athenas(Instant at) {
        return at.toString().replace('T', ' ').replace("Z", ".000");
    }

    @Override
    public String toString() {
        return name;
    }
}
