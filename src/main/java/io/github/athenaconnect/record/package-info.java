/**
 * Records: what a row becomes on its way to Kafka.
 *
 * <p>A typed row and the offset that follows it enter; a source record with topic, key,
 * timestamp and headers leaves, or a tombstone.
 */
@NullMarked
package io.github.athenaconnect.record;

import org.jspecify.annotations.NullMarked;
