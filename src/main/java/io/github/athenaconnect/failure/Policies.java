package io.github.athenaconnect.failure;

/** What a user has decided for the cases in which a query cannot go on as planned. */
public record Policies(
        FailurePolicy onFailure,
        QueryChangePolicy onQueryChange,
        MissingResultPolicy onResultMissing,
        SchemaChangePolicy onSchemaChange) {
    /** Records have the columns of their results. */
    public Policies(FailurePolicy onFailure, QueryChangePolicy onQueryChange, MissingResultPolicy onResultMissing) {
        this(onFailure, onQueryChange, onResultMissing, SchemaChangePolicy.EVOLVE);
    }

    /** The same, but for a lost result. */
    public Policies on(MissingResultPolicy other) {
        return new Policies(onFailure, onQueryChange, other, onSchemaChange);
    }
}
