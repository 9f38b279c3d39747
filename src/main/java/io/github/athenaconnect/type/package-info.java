/**
 * Athena's types: what each becomes in Connect, and how its text is decoded.
 *
 * <p>The columns Athena reports for a result enter; a {@link io.github.athenaconnect.type.RowType} leaves, made once
 * per result: one Connect schema and one decoder per column. {@link io.github.athenaconnect.type.RowTypes} makes it from
 * one table of types. A leaf: it knows neither queries nor results nor records.
 *
 * <p>Decoders are tolerant of spellings on which what is known of Athena's text disagrees, and strict otherwise: a text
 * that a value cannot hold without loss is an {@link io.github.athenaconnect.type.UndecodableTextException}, never a
 * rounded value.
 */
@NullMarked
package io.github.athenaconnect.type;

import org.jspecify.annotations.NullMarked;
