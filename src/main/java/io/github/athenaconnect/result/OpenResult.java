package io.github.athenaconnect.result;

import io.github.athenaconnect.type.RowType;

/** A result that is being read: what its rows look like, and the reader, which belongs to the receiver. */
public record OpenResult(RowType rowType, ResultReader reader) {}
