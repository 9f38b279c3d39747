package io.github.athenaconnect.localstack.engine;

import java.util.List;

/**
 * A SQL engine that behaves like Athena engine version 3 at its border: it takes Athena SQL and answers in Athena's
 * types, text forms and error messages. Every method may be called by many threads at once.
 */
public interface Engine extends AutoCloseable {
    /** Creates an empty database; one that exists already is left as it is. */
    void createDatabase(String database) throws EngineFailure;

    /** Creates an empty table in a database that exists. */
    void createTable(TableDefinition table) throws EngineFailure;

    /**
     * Appends rows to a table, while queries may be running on it.
     *
     * @param rows one list per row with one Athena SQL expression per column, such as {@code NULL}, {@code 'it''s'},
     *     {@code DECIMAL '1.50'}, {@code X'00ff'} or {@code MAP(ARRAY['a'], ARRAY[1])}; the engine casts each to the
     *     type of its column
     */
    void insert(TableDefinition table, List<List<String>> rows) throws EngineFailure;

    /**
     * Starts a SELECT, WITH, VALUES or TABLE statement; returns once its columns are known. Nothing is collected: rows
     * are pulled from the engine as they are asked for.
     *
     * @param cancellation ends the statement early, before this method returns as well as after
     */
    EngineRows query(SqlStatement statement, Cancellation cancellation) throws EngineFailure;

    /** Runs a query and leaves its rows as files in S3; returns when all of them are readable. */
    UnloadedFiles unload(Unload unload, Cancellation cancellation) throws EngineFailure;

    /** Checks a query as {@code EXPLAIN (TYPE VALIDATE)} does: syntax, names and types, without running it. */
    void validate(SqlStatement statement) throws EngineFailure;

    /** The plan of a query as lines of text; its form is the engine's own. */
    List<String> explain(SqlStatement statement) throws EngineFailure;

    /** Ends the engine and every statement that still runs. */
    @Override
    void close();
}
