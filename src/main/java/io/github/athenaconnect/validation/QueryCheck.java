package io.github.athenaconnect.validation;

import io.github.athenaconnect.config.QuerySettings;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.query.StatementKind;
import io.github.athenaconnect.record.Provenance;
import io.github.athenaconnect.record.RecordFactory;
import io.github.athenaconnect.record.UnfitColumnException;
import io.github.athenaconnect.result.ResultFormat;
import io.github.athenaconnect.result.UnreadableResultException;
import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.DeclaredTypes;
import io.github.athenaconnect.type.DoubtfulColumns;
import io.github.athenaconnect.type.RowType;
import io.github.athenaconnect.type.RowTypes;
import io.github.athenaconnect.type.UnloadableColumns;
import io.github.athenaconnect.type.UnusableColumnsException;
import io.github.athenaconnect.watermark.UnusableWatermarkException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Does Athena accept the statement of a query, and can its columns become records with the key that is wanted? */
record QueryCheck(Account account, QuerySettings query) implements Check {
    private static final Logger LOG = LoggerFactory.getLogger(QueryCheck.class);

    @Override
    public Service service() {
        return Service.ATHENA;
    }

    @Override
    public String question() {
        return "EXPLAIN of query '" + query.name() + "'";
    }

    @Override
    public List<Finding> findings(TimeLeft time) throws InterruptedException {
        StatementFailure failure = new StatementFailure(account, statementKey());
        TrialExecution trial = new TrialExecution(account, time);
        Instant now = account.clock().instant();
        String sql = query.firstStatement(now);
        try {
            if (!givesText()) {
                Execution explained = trial.explain(query.name(), sql);
                if (explained.state() instanceof Execution.Ended ended) {
                    List<Finding> findings = watermark(trial, now);
                    return findings.isEmpty() ? failure.of(ended.failure()) : findings;
                }
            }
            Execution tried = givesText() ? trial.text(query.name(), sql) : trial.columns(query.name(), sql);
            return tried.state() instanceof Execution.Ended ended ? failure.of(ended.failure()) : columns(tried);
        } catch (SdkException e) {
            return account.diagnosis().of(service(), e, failure::of);
        }
    }

    private boolean givesText() {
        return StatementKind.of(query.statement().text()).equals(Optional.of(StatementKind.TEXT));
    }

    /** Whether the watermark is why the statement is refused: without a value of its own, it then is not. */
    private List<Finding> watermark(TrialExecution trial, Instant now) throws InterruptedException {
        if (query.watermark().isEmpty()) {
            return List.of();
        }
        Execution empty = trial.columns(query.name(), query.statementWithoutWatermark(now));
        return empty.state() instanceof Execution.Ended ? List.of() : columns(empty);
    }

    private List<Finding> watermark(RowType rowType) {
        try {
            return query.watermark()
                    .flatMap(settings -> settings.problemWithInitial(rowType))
                    .map(problem -> new Finding(KeyNames.watermarkInitial(query.name()), problem))
                    .map(List::of)
                    .orElse(List.of());
        } catch (UnusableWatermarkException e) {
            return List.of(unserved(
                    KeyNames.watermarkColumns(query.name()), "watermark.columns", String.valueOf(e.getMessage())));
        }
    }

    private List<Finding> columns(Execution empty) {
        try {
            List<AthenaColumn> columns = account.resultColumns().of(empty);
            List<String> unloadable =
                    query.resultFormat() == ResultFormat.UNLOAD ? UnloadableColumns.problems(columns) : List.of();
            if (!unloadable.isEmpty()) {
                return List.of(new Finding(
                        KeyNames.resultFormat(query.name()),
                        "is unload, but UNLOAD cannot write these columns: " + String.join("; ", unloadable)
                                + ". Change the SQL, or set csv."));
            }
            RowType rowType = RowTypes.of(columns, query.types());
            RecordFactory records = new RecordFactory(
                    query.records(),
                    rowType,
                    Map.of(),
                    new Provenance(query.name(), Run.at(Instant.EPOCH), empty.id()));
            LOG.info(
                    "Query '{}' delivers to topic {}: key {}, value {} ({} bytes scanned to find out)",
                    query.name(),
                    query.records().topic(),
                    records.keySchema().map(SchemaText::of).orElse("none"),
                    SchemaText.of(rowType.schema()),
                    empty.scannedBytes());
            warn(columns);
            return watermark(rowType);
        } catch (UnusableColumnsException e) {
            return List.of(e.key()
                    .map(key -> unserved(KeyNames.ofQuery(query.name(), key), key, String.valueOf(e.getMessage())))
                    .orElseGet(() -> new Finding(
                            statementKey(), "gives columns that cannot become records. " + e.getMessage())));
        } catch (UnfitColumnException e) {
            return List.of(unserved(KeyNames.ofQuery(query.name(), e.key()), e.key(), String.valueOf(e.getMessage())));
        } catch (UnreadableResultException e) {
            LOG.debug("The columns of query '{}' are not looked at, since results cannot be read", query.name(), e);
            return List.of();
        }
    }

    /** A finding begins with its key, so that a message which begins with it too goes on behind it. */
    private static Finding unserved(String fullKey, String key, String message) {
        return new Finding(
                fullKey,
                message.startsWith(key + " ") ? message.substring(key.length() + 1) : "cannot be served. " + message);
    }

    /** Values with one element are read, so that this refuses nobody. */
    private void warn(List<AthenaColumn> columns) {
        List<String> doubts =
                query.resultFormat() == ResultFormat.UNLOAD ? List.of() : DoubtfulColumns.of(columns, query.types());
        if (!doubts.isEmpty()) {
            LOG.warn(
                    "Query '{}' will stop at the first value with two elements of columns that {} declares, as two look"
                            + " like one: {}",
                    query.name(),
                    DeclaredTypes.KEY,
                    String.join("; ", doubts));
        }
    }

    private String statementKey() {
        return KeyNames.sql(query.name());
    }
}
