package io.github.athenaconnect.result.parquet;

/** The bytes of one file that does not change, to be had in any order; errors of getting them are the owner's own. */
public interface FileBytes {
    /** The file's length in bytes. */
    long length();

    /**
     * Fills {@code into} with the bytes from {@code position} on.
     *
     * @param position of the first byte; the file has all that are asked for
     */
    void read(long position, byte[] into);
}
