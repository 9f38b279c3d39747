/**
 * Athena's types: what each becomes in Connect, and how its text is decoded.
 *
 * <p>The columns Athena reports for a result enter; a {@link io.github.athenaconnect.type.RowType} leaves, made once
 * per result: one Connect schema and one decoder per column. A leaf: it knows neither queries nor results nor records.
 */
@NullMarked
package io.github.athenaconnect.type;

import org.jspecify.annotations.NullMarked;
