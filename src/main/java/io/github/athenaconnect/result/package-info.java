/**
 * Results: what an execution left, read as a stream of rows.
 *
 * <p>The place of a finished execution's result enters, with the position to go on from; typed rows leave one by one, in
 * constant memory whatever the result's size, each with the position that follows it. {@link
 * io.github.athenaconnect.result.QueryResults} is the way in; it knows which result is read from S3, and which in pages
 * from Athena.
 */
@NullMarked
package io.github.athenaconnect.result;

import org.jspecify.annotations.NullMarked;
