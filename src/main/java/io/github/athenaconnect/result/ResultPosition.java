package io.github.athenaconnect.result;

/**
 * A place between two rows of a result: everything before it has been read.
 *
 * @param object index of the result's object, 0 for a result of one object
 * @param row number of that object's rows before this place
 * @param bytes offset in that object at which the next row begins, header and earlier rows included; of a result that is
 *     read in pages, what {@link PageResultReader} counts instead; 0 where reading has not begun
 */
public record ResultPosition(int object, long row, long bytes) {
    /** Before the first row of the first object, header unread. */
    public static final ResultPosition START = new ResultPosition(0, 0, 0);

    public ResultPosition {
        if (object < 0 || row < 0 || bytes < 0) {
            throw new IllegalArgumentException("A result position has no negative parts, found object=" + object
                    + " row=" + row + " bytes=" + bytes);
        }
    }
}
