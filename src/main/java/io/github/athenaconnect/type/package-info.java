/**
 * Athena's types: what each becomes in Connect, and how its text is decoded.
 *
 * <p>The columns Athena reports for a result enter; a {@link io.github.athenaconnect.type.RowType} leaves, made once
 * per result: one Connect schema and one decoder per column. {@link io.github.athenaconnect.type.RowTypes} makes it from
 * one table of types. A leaf: it knows neither queries nor results nor records.
 *
 * <p>Values with parts come typed, from the files of an UNLOAD, or as a text that is taken apart by a declared type
 * ({@link io.github.athenaconnect.type.DeclaredTypes}): JSON, or what Athena writes, which is not quoted inside and is taken
 * only where it can be read in one way. {@code ValueMappings} makes the same schemas of both.
 *
 * <p>Decoders are tolerant of spellings on which what is known of Athena's text disagrees, and strict otherwise: a text
 * that a value cannot hold without loss is an {@link io.github.athenaconnect.type.UndecodableTextException}, never a
 * rounded value.
 */
@NullMarked
package io.github.athenaconnect.type;

import org.jspecify.annotations.NullMarked;
