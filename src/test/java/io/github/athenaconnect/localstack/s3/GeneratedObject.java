package io.github.athenaconnect.localstack.s3;

/** An object that is nowhere stored: its bytes are computed for any position. Safe for many readers at once. */
public interface GeneratedObject {
    /** How many bytes there are. */
    long length();

    /** The entity tag, in its quotes. */
    String eTag();

    /**
     * Computes some bytes.
     *
     * @param position of the first byte, below {@link #length()}
     * @param target where to put them
     * @param offset where in the target to begin
     * @param count how many at most, one or more
     * @return how many were put, one or more
     */
    int read(long position, byte[] target, int offset, int count);
}
