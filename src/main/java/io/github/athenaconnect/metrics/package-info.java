/**
 * The metrics: what is counted and shown of each query and of a task, under which names, and where the worker's operators
 * find it.
 *
 * <p>Facts enter, told by the steps of a query; numbers leave, through the worker's own metrics (KIP-877) or as MBeans of the
 * same names. A leaf: it knows no other room. Everything here may be read by any thread at any time.
 */
@NullMarked
package io.github.athenaconnect.metrics;

import org.jspecify.annotations.NullMarked;
