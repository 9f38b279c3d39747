/**
 * A table with every type of Athena and many values of each, for comparing what the readers make of it: what goes in is SQL,
 * what comes out are values in one plain form, made without the connector's decoders. {@code WideTableTest} reads it.
 */
package io.github.athenaconnect.wide;
