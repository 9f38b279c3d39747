/**
 * Failures, sorted in one place: what is tried again, what stops the task, and what the user reads.
 *
 * <p>What Athena or the SDK said enters; a verdict and a message with the next step leave. A leaf.
 */
@NullMarked
package io.github.athenaconnect.failure;

import org.jspecify.annotations.NullMarked;
