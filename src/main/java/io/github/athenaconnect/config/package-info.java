/**
 * Configuration: strings in, values out.
 *
 * <p>The worker's map of strings enters; {@link io.github.athenaconnect.config.ConnectorSettings} leaves, or one error
 * per key that is wrong. No service is asked and nothing is kept open; beside the map only that is read to which it
 * points on the worker: a file of profiles, the region of the default chain. What validates a value is what parses it,
 * and a key is declared by one expression in the section of its concern.
 */
@NullMarked
package io.github.athenaconnect.config;

import org.jspecify.annotations.NullMarked;
