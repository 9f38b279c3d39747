package io.github.athenaconnect.failure;

/** What follows when the columns of a result are not those of the result before. */
public enum SchemaChangePolicy {
    /** Records have the columns of their result. */
    EVOLVE,
    /** The task stops before a row of it is delivered. */
    FAIL,
    /** Records keep the columns they have had. */
    FREEZE
}
