package io.github.athenaconnect.result;

/** What becomes of a result that was delivered. */
public enum CleanupPolicy {
    /** It stays where Athena wrote it. */
    KEEP,
    /** It is deleted once it is certain that Connect has stored the end of its run. */
    DELETE_AFTER_COMMIT
}
