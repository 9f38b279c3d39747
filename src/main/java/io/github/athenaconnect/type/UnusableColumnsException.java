package io.github.athenaconnect.type;

/**
 * Columns that cannot become one record: names missing or used twice, or a type whose parameters make no sense.
 *
 * <p>The message names every such column, by its place counted from 1, and what to write in the SQL; whoever knows them
 * adds query and execution. Repeating the run does not help.
 */
public final class UnusableColumnsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableColumnsException(String message) {
        super(message);
    }
}
