/**
 * Queries: what is asked of Athena and how an execution of it is started, looked at and cancelled.
 *
 * <p>A statement and its settings enter; the place of a finished execution's result leaves.
 */
@NullMarked
package io.github.athenaconnect.query;

import org.jspecify.annotations.NullMarked;
