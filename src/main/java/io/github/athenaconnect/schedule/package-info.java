/**
 * Schedules: when runs are due.
 *
 * <p>Instants enter, due instants leave. Pure: no clock, no memory, so a restarted worker finds the same due instants.
 * A leaf.
 */
@NullMarked
package io.github.athenaconnect.schedule;

import org.jspecify.annotations.NullMarked;
