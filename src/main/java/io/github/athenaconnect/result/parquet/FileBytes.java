package io.github.athenaconnect.result.parquet;

import java.util.stream.Stream;

/** The bytes of one file that does not change, to be had in any order; errors of getting them are the owner's own. */
public interface FileBytes {
    /**
     * Foretells what is going to be read, in about this order and each range by itself, instead of what was foretold
     * before. Nobody need care.
     */
    default void expect(Stream<FileRange> order) {}

    /** The file's length in bytes. */
    long length();

    /**
     * Fills {@code into} with the bytes from {@code position} on.
     *
     * @param position of the first byte; the file has all that are asked for
     */
    void read(long position, byte[] into);
}
