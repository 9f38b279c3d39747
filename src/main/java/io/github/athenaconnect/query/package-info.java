/**
 * Queries on Athena: starting an execution, looking at it, cancelling it.
 *
 * <p>A query's SQL and one attempt at one of its runs enter; an execution and what Athena says of it leave. Every start
 * carries a token derived from what is asked, so that asking again is not paid again.
 */
@NullMarked
package io.github.athenaconnect.query;

import org.jspecify.annotations.NullMarked;
