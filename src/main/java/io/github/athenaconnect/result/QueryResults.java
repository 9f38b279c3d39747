package io.github.athenaconnect.result;

import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.query.StatementKind;
import io.github.athenaconnect.query.UnloadedFiles;
import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.KnownColumns;
import io.github.athenaconnect.type.RowShape;
import io.github.athenaconnect.type.RowType;
import io.github.athenaconnect.type.RowTypes;
import io.github.athenaconnect.type.TypeSettings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;

/** The results of one query's executions: finds out what their rows look like and opens them. Safe for several threads. */
public final class QueryResults {
    private final ResultColumns columns;
    private final Results results;
    private final ResultFormat format;
    private final TypeSettings types;
    private final ResultJournal journal;

    /** In which bucket the last result lay that was in another one than asked for. */
    private final AtomicReference<String> toldBucket = new AtomicReference<>("");

    /** Why the last result was not read as the first choice of {@code auto}; empty if it was. */
    private final AtomicReference<String> told = new AtomicReference<>("");

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

    /** Opens a result whose rows have its columns. */
    public OpenResult open(Execution execution) {
        return open(execution, Optional.empty());
    }

    /**
     * Opens the result of an execution that has succeeded. The SDK's exceptions pass through.
     *
     * @param kept the columns that its rows are to have instead of its own
     * @throws UnreadableResultException if it is gone, or not in the configured format
     * @throws io.github.athenaconnect.type.UnusableColumnsException if its columns cannot be a record
     */
    public OpenResult open(Execution execution, Optional<KnownColumns> kept) {
        RowShape shape = new RowShape(types, kept);
        return execution
                .unloaded()
                .map(files -> openUnload(execution, files, shape))
                .orElseGet(() -> openOther(execution, shape));
    }

    private OpenResult openUnload(Execution execution, UnloadedFiles files, RowShape shape) {
        requireOwn(execution, S3Location.parse(files.manifest()));
        journal.opened(execution.id(), Optional.of(files.manifest()));
        return results.openUnload(files, shape);
    }

    private OpenResult openOther(Execution execution, RowShape shape) {
        List<AthenaColumn> found = columnsOrNone(execution);
        journal.opened(execution.id(), ownObject(execution));
        if (found.isEmpty() && execution.result().kind() == StatementKind.TEXT) {
            return new OpenResult(
                    RowTypes.withoutColumns(types), new NoRows(ResultFingerprint.ofPages(execution.id())));
        }
        RowType rowType = shape.of(found);
        return switch (format) {
            case AUTO -> automatic(execution, rowType);
            // An execution that is no UNLOAD may have been started before the configuration asked for one.
            case CSV, UNLOAD -> new OpenResult(rowType, csv(execution, rowType), elsewhere(execution));
            case API -> new OpenResult(rowType, columns.pages().open(execution, rowType));
        };
    }

    /** Opens a result again whose rows have its columns. */
    public OpenResult resume(Execution execution, ResultFingerprint expected, ResultPosition from) {
        return resume(execution, expected, from, Optional.empty());
    }

    /**
     * Opens the same result again, behind {@code from}, in the way in which it was read: a format that was configured
     * since is for other results.
     *
     * @param expected the bytes that were being read; any others are refused
     * @param kept the columns that its rows are to have instead of its own
     */
    public OpenResult resume(
            Execution execution, ResultFingerprint expected, ResultPosition from, Optional<KnownColumns> kept) {
        RowShape shape = new RowShape(types, kept);
        return execution
                .unloaded()
                .map(files -> resumeUnload(execution, files, expected, from, shape))
                .orElseGet(() -> resumeOther(execution, expected, from, shape));
    }

    private OpenResult resumeUnload(
            Execution execution, UnloadedFiles files, ResultFingerprint expected, ResultPosition from, RowShape shape) {
        requireStored(expected, files.manifest());
        requireOwn(execution, S3Location.parse(files.manifest()));
        journal.opened(execution.id(), Optional.of(expected.location()));
        return results.resumeUnload(files, expected, shape, from);
    }

    private OpenResult resumeOther(
            Execution execution, ResultFingerprint expected, ResultPosition from, RowShape shape) {
        ResultFormat wasRead = expected.isOfPages() ? ResultFormat.API : ResultFormat.CSV;
        RowType rowType = shape.of(columns(execution, wasRead));
        journal.opened(execution.id(), ownObject(execution));
        return new OpenResult(
                rowType,
                expected.isOfPages()
                        ? pages(execution, expected, rowType, from)
                        : object(execution, expected, rowType, from));
    }

    private ResultReader object(Execution execution, ResultFingerprint expected, RowType rowType, ResultPosition from) {
        requireStored(expected, location(execution));
        return results.resume(ResultFormat.CSV, expected, rowType, from);
    }

    /** Whoever may alter an offset must not be able to have anything read but results. */
    private static void requireStored(ResultFingerprint expected, String found) {
        if (!expected.location().equals(found)) {
            throw new UnreadableResultException(
                    Reason.CHANGED,
                    "The stored offset points into result " + expected.location() + ", but its execution has result "
                            + found + "; check the stored offset of this query.");
        }
    }

    /** Says that the result of an execution was read to its end, and that all of its rows are on their way. */
    public void delivered(Execution execution) {
        journal.delivered(execution.id());
    }

    /** What there is to delete; the object of a reused result is another execution's. */
    private static Optional<String> ownObject(Execution execution) {
        return execution
                .outputLocation()
                .filter(location -> !execution.result().reused())
                .filter(location -> S3Location.parse(location).isNamedAfter(execution.id()));
    }

    /**
     * Whoever answers for Athena must not be able to have anything read that the connector may read. In which bucket a
     * result lies is the workgroup's to say, but not how its object is called.
     */
    private static void requireOwn(Execution execution, S3Location location) {
        if (!execution.result().reused() && !location.isNamedAfter(execution.id())) {
            throw new UnreadableResultException(
                    Reason.MALFORMED,
                    "Expected the result of execution " + execution.id()
                            + " in an object that is named after it, found "
                            + location + ". Nothing is read of it, nor deleted. Find out who answers for Athena"
                            + " (aws.athena.endpoint), and run the query again.");
        }
    }

    private List<AthenaColumn> columns(Execution execution, ResultFormat by) {
        try {
            return columns.of(execution);
        } catch (InvalidRequestException refused) {
            throw unreadable(execution, by).<RuntimeException>map(e -> e).orElse(refused);
        }
    }

    /**
     * Athena has no code of its own for a result that has gone. S3 has; it is asked where it would be read. That it
     * denies the object is an answer only where there is no other way to read it.
     */
    private Optional<UnreadableResultException> unreadable(Execution execution, ResultFormat by) {
        if (by == ResultFormat.API || CsvObstacle.in(execution).isPresent()) {
            return Optional.empty();
        }
        try {
            results.requireThere(location(execution));
            return Optional.empty();
        } catch (UnreadableResultException e) {
            return Optional.of(e).filter(found -> by == ResultFormat.CSV || found.reason() == Reason.GONE);
        }
    }

    /** A SHOW or DESCRIBE with nothing to tell may leave no object at all (release notes of AWS's JDBC driver 3). */
    private List<AthenaColumn> columnsOrNone(Execution execution) {
        try {
            return columns(execution, format);
        } catch (UnreadableResultException e) {
            if (e.reason() == Reason.GONE && execution.result().kind() == StatementKind.TEXT) {
                return List.of();
            }
            throw e;
        }
    }

    private OpenResult automatic(Execution execution, RowType rowType) {
        Optional<String> obstacle = CsvObstacle.in(execution);
        if (obstacle.isPresent()) {
            return fallenBack(execution, rowType, obstacle.get());
        }
        ResultReader csv = csv(execution, rowType);
        try {
            // Asks S3 for the object, whose bytes are then read on.
            csv.fingerprint();
            told.set("");
            return new OpenResult(rowType, csv, elsewhere(execution));
        } catch (UnreadableResultException e) {
            csv.close();
            if (!S3Failures.isDenial(e) || results.checksOwner()) {
                throw e;
            }
            return fallenBack(execution, rowType, CsvObstacle.denied(S3Location.parse(location(execution))));
        }
    }

    /** What to tell of a result that is in another bucket than asked for, unless that has been told. */
    private Optional<String> elsewhere(Execution execution) {
        S3Location found = S3Location.parse(location(execution));
        Optional<String> asked = results.otherBucketThan(found);
        boolean known =
                toldBucket.getAndSet(asked.isPresent() ? found.bucket() : "").equals(found.bucket());
        return asked.filter(bucket -> !known)
                .map(bucket -> "the result of execution " + execution.id() + " is " + found
                        + ", although athena.output.location names bucket \"" + bucket
                        + "\": the workgroup enforces a location of its own, or the result was reused. If neither is so, find"
                        + " out who answers for Athena. Results are read where Athena says. This is said once, until the"
                        + " bucket changes.");
    }

    private OpenResult fallenBack(Execution execution, RowType rowType, String obstacle) {
        boolean known = told.getAndSet(obstacle).equals(obstacle);
        return new OpenResult(
                rowType,
                columns.pages().open(execution, rowType),
                known
                        ? Optional.empty()
                        : Optional.of("result.format=auto reads results of this query in pages from Athena"
                                + " (GetQueryResults), which is slower than reading a CSV object from S3, because "
                                + obstacle + ". This is said once, until the reason changes."));
    }

    private ResultReader csv(Execution execution, RowType rowType) {
        CsvObstacle.in(execution).ifPresent(obstacle -> {
            throw new UnreadableResultException(
                    Reason.OTHER_FORMAT,
                    "The result cannot be read with result.format=csv, because " + obstacle
                            + ". Set result.format to auto or api.");
        });
        return results.open(ResultFormat.CSV, location(execution), rowType);
    }

    private ResultReader pages(Execution execution, ResultFingerprint expected, RowType rowType, ResultPosition from) {
        requireStored(expected, ResultFingerprint.ofPages(execution.id()).location());
        return columns.pages().resume(execution, rowType, from);
    }

    private static String location(Execution execution) {
        String location = execution
                .outputLocation()
                .orElseThrow(() -> new IllegalStateException("Without an obstacle, a result has a location"));
        requireOwn(execution, S3Location.parse(location));
        return location;
    }
}
