package io.github.athenaconnect.result;

import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.query.UnloadedFiles;
import io.github.athenaconnect.type.RowType;
import io.github.athenaconnect.type.RowTypes;
import io.github.athenaconnect.type.TypeSettings;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;

/** The results of one query's executions: finds out what their rows look like and opens them. Safe for several threads. */
public final class QueryResults {
    private final ResultColumns columns;
    private final Results results;
    private final ResultFormat format;
    private final TypeSettings types;
    private final ResultJournal journal;

    /** Results that nobody looks after. */
    public QueryResults(ResultColumns columns, Results results, ResultFormat format, TypeSettings types) {
        this(columns, results, format, types, ResultJournal.NONE);
    }

    /**
     * Results as a query wants them.
     *
     * @param journal is told what becomes of each
     */
    public QueryResults(
            ResultColumns columns, Results results, ResultFormat format, TypeSettings types, ResultJournal journal) {
        this.columns = columns;
        this.results = results;
        this.format = format;
        this.types = types;
        this.journal = journal;
    }

    /**
     * Opens the result of an execution that has succeeded.
     *
     * @throws UnreadableResultException if Athena names no result object
     * @throws io.github.athenaconnect.type.UnusableColumnsException if its columns cannot be a record
     */
    public OpenResult open(Execution execution) {
        return execution.unloaded().map(files -> openUnload(execution, files)).orElseGet(() -> openSelected(execution));
    }

    private OpenResult openUnload(Execution execution, UnloadedFiles files) {
        journal.opened(execution.id(), files.manifest());
        return results.openUnload(files, types);
    }

    private OpenResult openSelected(Execution execution) {
        RowType rowType = rowType(execution);
        String location = location(execution);
        journal.opened(execution.id(), location);
        return new OpenResult(rowType, results.open(selected(), location, rowType));
    }

    /** An execution that is no UNLOAD may have been started before the configuration asked for one. */
    private ResultFormat selected() {
        return format == ResultFormat.UNLOAD ? ResultFormat.CSV : format;
    }

    /**
     * Opens the same result again, behind {@code from}.
     *
     * @param expected the bytes that were being read; any others are refused
     */
    public OpenResult resume(Execution execution, ResultFingerprint expected, ResultPosition from) {
        return execution
                .unloaded()
                .map(files -> resumeUnload(execution, files, expected, from))
                .orElseGet(() -> resumeSelected(execution, expected, from));
    }

    private OpenResult resumeUnload(
            Execution execution, UnloadedFiles files, ResultFingerprint expected, ResultPosition from) {
        journal.opened(execution.id(), expected.location());
        return results.resumeUnload(files, expected, types, from);
    }

    private OpenResult resumeSelected(Execution execution, ResultFingerprint expected, ResultPosition from) {
        RowType rowType = rowType(execution);
        journal.opened(execution.id(), expected.location());
        return new OpenResult(rowType, results.resume(selected(), expected, rowType, from));
    }

    /** Says that the result of an execution was read to its end, and that all of its rows are on their way. */
    public void delivered(Execution execution) {
        journal.delivered(execution.id());
    }

    private RowType rowType(Execution execution) {
        try {
            return RowTypes.of(columns.of(execution), types);
        } catch (InvalidRequestException e) {
            // Athena has no code of its own for a result that has gone. S3 has.
            results.requireThere(location(execution));
            throw e;
        }
    }

    private static String location(Execution execution) {
        Optional<String> location = execution.outputLocation();
        return location.orElseThrow(() -> new UnreadableResultException(
                UnreadableResultException.Reason.GONE,
                "Athena names no result object for this execution, as is so for managed query results. Use a workgroup"
                        + " that keeps its results in a bucket."));
    }
}
