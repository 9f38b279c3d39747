/**
 * What {@code mvn -Pbench} measures: the local stack, a broker and workers enter, and one line a ratio leaves.
 *
 * <p>A ratio compares two ways of one run on one machine, which took turns; {@code docs/performance.md} says what they mean.
 */
package io.github.athenaconnect.bench;
