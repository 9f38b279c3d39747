/**
 * What survives a restart: where a query stands, as a value, and the one form in which Connect stores it.
 *
 * <p>Maps of primitives from Connect's offset storage enter and leave; everything else sees only
 * {@link io.github.athenaconnect.offset.QueryOffset}.
 */
@NullMarked
package io.github.athenaconnect.offset;

import org.jspecify.annotations.NullMarked;
