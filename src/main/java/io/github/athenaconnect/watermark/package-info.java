/**
 * Watermarks: how far a query in {@code incremental} mode has come.
 *
 * <p>The texts of a result's watermark columns enter, row by row; their maximum leaves, as a value that is stored with
 * offsets and as SQL literals that no value can break out of.
 */
@NullMarked
package io.github.athenaconnect.watermark;

import org.jspecify.annotations.NullMarked;
