/**
 * Records: what a row becomes on its way to Kafka.
 *
 * <p>A typed row and the offset that follows it enter; a source record with topic and key leaves.
 */
@NullMarked
package io.github.athenaconnect.record;

import org.jspecify.annotations.NullMarked;
