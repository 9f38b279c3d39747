package io.github.athenaconnect.result;

/**
 * A place between two rows of a result: everything before it has been read.
 *
 * @param object index of the result's object, 0 for a result of one object
 * @param row number of that object's rows before this place
 * @param bytes a count that grows with every row, by which others measure what they hold. In a CSV object the offset at
 *     which the next row begins, header and earlier rows included; of the files of an UNLOAD what the values of all rows
 *     so far took; of a result that is read in pages, what {@link PageResultReader} counts. 0 where reading has not begun
 * @param rowsBefore number of the rows of all earlier objects. It is told, not used: reading needs none but the others, and
 *     who writes a position by hand may leave it 0
 */
public record ResultPosition(int object, long row, long bytes, long rowsBefore) {
    /** Before the first row of the first object, header unread. */
    public static final ResultPosition START = new ResultPosition(0, 0, 0);

    /** The same place in another object. */
    ResultPosition inObject(int index) {
        return new ResultPosition(index, row, bytes, rowsBefore);
    }

    public ResultPosition {
        if (object < 0 || row < 0 || bytes < 0 || rowsBefore < 0) {
            throw new IllegalArgumentException("A result position has no negative parts, found object=" + object
                    + " row=" + row + " bytes=" + bytes + " rowsBefore=" + rowsBefore);
        }
    }

    /** A place in the first object, or in one before which there are no rows. */
    public ResultPosition(int object, long row, long bytes) {
        this(object, row, bytes, 0);
    }

    /** Number of the result's rows before this place. */
    public long rowOfResult() {
        return rowsBefore + row;
    }
}
