package io.github.athenaconnect.failure;

/** What a user has decided for the cases in which a query cannot go on as planned. */
public record Policies(FailurePolicy onFailure, QueryChangePolicy onQueryChange, MissingResultPolicy onResultMissing) {}
