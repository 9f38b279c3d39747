package io.github.athenaconnect.result;

import io.github.athenaconnect.result.UnreadableResultException.Reason;

/** The lines of a CSV result one after the other, counted and with the byte at which each ends. */
final class CsvRows {
    private final ResultObject object;
    private final RowBuffer buffer;
    private final CsvLine line;
    private long row;
    private int rowLength;

    /**
     * Reads on where {@code object} stands.
     *
     * @param line what cuts each line
     * @param row number of rows before that place, -1 if the header is still to come
     */
    CsvRows(ResultObject object, RowBuffer buffer, CsvLine line, long row) {
        this.object = object;
        this.buffer = buffer;
        this.line = line;
        this.row = row;
    }

    /** Number of rows before the place reached; 0 behind the header, -1 before it. */
    long row() {
        return row;
    }

    /** The object's byte at which the next row begins. */
    long offset() {
        return buffer.offset() + rowLength;
    }

    /** Whether another row follows; the values of the current one are forgotten. */
    boolean hasNext() {
        release();
        return buffer.length() > 0 || buffer.fill();
    }

    /** Moves to the next row, if {@link #hasNext}, and returns its values, good until the next call of any method. */
    CsvLine next() {
        release();
        int end = cut(false);
        while (end == CsvLine.INCOMPLETE) {
            end = cut(!readOn());
        }
        rowLength = end - buffer.start();
        row++;
        return line;
    }

    private void release() {
        if (buffer.release(rowLength)) {
            line.forget();
        }
        rowLength = 0;
    }

    private int cut(boolean last) {
        try {
            return line.cut(buffer.bytes(), buffer.start(), buffer.start() + buffer.length(), last);
        } catch (CsvSyntaxException syntax) {
            long at = buffer.offset() + syntax.index() - buffer.start();
            throw failure(
                    Reason.MALFORMED,
                    "is not as Athena writes it: at byte " + at + " " + syntax.getMessage()
                            + "; check that nothing else writes to this object, and run the query again.");
        }
    }

    /**
     * Doubles what is at hand of an incomplete row, so that cutting it again and again stays cheap however small the
     * pieces in which it arrives.
     *
     * @return whether there may be more to come
     */
    private boolean readOn() {
        if (buffer.isFull()) {
            throw failure(
                    Reason.TOO_LARGE,
                    "takes more than the " + buffer.length() + " bytes a row may have; raise buffer.max.bytes.");
        }
        long enough = 2L * buffer.length();
        boolean more = true;
        while (more && buffer.length() < enough && !buffer.isFull()) {
            more = buffer.fill();
        }
        return more;
    }

    private UnreadableResultException failure(Reason reason, String problem) {
        String name = row < 0 ? "its header" : "row " + (row + 1);
        return new UnreadableResultException(
                reason,
                "Result " + object.location() + ": " + name + ", from byte " + buffer.offset() + " on, " + problem);
    }
}
