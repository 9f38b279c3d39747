/**
 * What Kafka Connect sees: the connector and its task, both thin, and the wiring that constructs across packages.
 *
 * <p>Strings come in from the worker; lists of source records go out to it.
 */
@NullMarked
package io.github.athenaconnect;

import org.jspecify.annotations.NullMarked;
