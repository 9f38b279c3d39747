package io.github.athenaconnect.fault;

/** What of the connector's talk with AWS something may happen to. */
enum Place {
    /** StartQueryExecution. */
    START,
    /** GetQueryExecution. */
    LOOK,
    /** GetQueryResults. */
    PAGE,
    /** GetObject, until its body begins. */
    REQUEST,
    /** A read of some bytes of an object. */
    BODY
}
