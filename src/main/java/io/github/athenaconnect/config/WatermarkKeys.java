package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.watermark.InitialValues;
import io.github.athenaconnect.watermark.Lookback;
import io.github.athenaconnect.watermark.Watermark;
import io.github.athenaconnect.watermark.WatermarkSettings;
import java.util.List;
import java.util.Optional;

/** How far a query in {@code incremental} mode has come: where it begins, and what counts. */
final class WatermarkKeys {
    static final Key<List<String>> COLUMNS = Key.optional(
                    "watermark.columns",
                    ColumnNames.FORM.map(WatermarkKeys::nameable),
                    Label.high(
                            "Watermark columns",
                            MEDIUM,
                            "Columns of the result that grow with each change, such as `updated_at`; several are compared"
                                    + " as a tuple. `${watermark}` stands for the value that completed runs have come"
                                    + " to, `${watermark.<column>}` for that of one of several columns. Required in"
                                    + " `incremental` mode."))
            .visibleWhen("mode", StatementKeys.INCREMENTAL);
    static final Key<InitialValues> INITIAL = Key.optional(
                    "watermark.initial",
                    Form.longText(
                            "a value for each watermark column: 2026-01-31 12:00:00, 2026-01-31, 7, 1.5, 'text' or any"
                                    + " typed literal",
                            InitialValues::parse),
                    Label.high(
                            "Initial watermark",
                            MEDIUM,
                            "Where the first run begins; several values are separated by commas. A typed literal such as"
                                    + " `DATE '2026-01-31'`, or a text whose form tells its type. Required in"
                                    + " `incremental` mode."))
            .visibleWhen("mode", StatementKeys.INCREMENTAL);
    static final Key<Lookback> LOOKBACK = Key.optional(
                    "watermark.lookback",
                    LookbackText.FORM,
                    Label.medium(
                            "Watermark's lookback",
                            SHORT,
                            "The margin below the watermark that each run reads again, for rows that came late: their"
                                    + " neighbours are delivered again with them. Of the first watermark column."))
            .visibleWhen("mode", StatementKeys.INCREMENTAL);

    static final List<Key<?>> KEYS = List.of(COLUMNS, INITIAL, LOOKBACK);

    private WatermarkKeys() {}

    /** A name that can stand in a placeholder. */
    private static List<String> nameable(List<String> columns) {
        if (columns.stream().anyMatch(column -> column.contains("}"))) {
            throw new IllegalArgumentException("must name columns without a }, found " + String.join(", ", columns)
                    + "; give the column another name in the statement");
        }
        return columns;
    }

    static void check(Values own) {
        own.find(StatementKeys.MODE).ifPresent(mode -> {
            if (mode.equals(StatementKeys.INCREMENTAL)) {
                checkIncremental(own);
            } else {
                KEYS.stream()
                        .filter(own::isWritten)
                        .forEach(key -> own.reject(
                                key,
                                "belongs to mode=incremental, but found mode=" + mode
                                        + "; remove the key or change the mode"));
            }
        });
    }

    private static void checkIncremental(Values own) {
        for (Key<?> key : List.of(COLUMNS, INITIAL)) {
            if (!own.isSet(key)) {
                own.reject(key, "is required by mode=incremental, but is not set");
            }
        }
        if (own.find(COLUMNS).filter(List::isEmpty).isPresent()) {
            own.reject(COLUMNS, "must name at least one column, found none");
        }
        own.find(COLUMNS).ifPresent(columns -> own.find(INITIAL).ifPresent(initial -> check(own, columns, initial)));
    }

    private static void check(Values own, List<String> columns, InitialValues initial) {
        if (initial.count() != columns.size()) {
            own.reject(
                    INITIAL,
                    "must have a value for each of " + COLUMNS.name() + ", which are " + columns.size() + "; found "
                            + initial.count()
                            + (columns.size() < initial.count()
                                    ? ", as commas part them: put a text" + " that has one into single quotes"
                                    : ""));
            return;
        }
        Watermark first = initial.of(columns);
        own.find(LOOKBACK).flatMap(first::problemWith).ifPresent(problem -> own.reject(LOOKBACK, problem));
    }

    /** In {@code incremental} mode only. */
    static Optional<WatermarkSettings> read(Values own) {
        if (!own.get(StatementKeys.MODE).equals(StatementKeys.INCREMENTAL)) {
            return Optional.empty();
        }
        List<String> columns = own.get(COLUMNS);
        return Optional.of(new WatermarkSettings(columns, own.get(INITIAL).of(columns), own.find(LOOKBACK)));
    }
}
