package io.github.athenaconnect.result;

import java.util.OptionalLong;

/**
 * Where a row lies, for somebody who wants to look at it.
 *
 * @param object the S3 URI of the object that has it; of a result that is read in pages {@code athena:} and the execution
 * @param row its number in that object, from 1
 * @param firstByte the byte of the object at which it begins; known of CSV objects only
 */
public record RowPlace(String object, long row, OptionalLong firstByte) {
    /** A place in an object whose bytes tell nothing. */
    RowPlace(String object, long row) {
        this(object, row, OptionalLong.empty());
    }
}
