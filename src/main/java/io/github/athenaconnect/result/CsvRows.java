package io.github.athenaconnect.result;

import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.type.TextValue;

/**
 * Cuts the bytes of a result into rows of values, in Athena's dialect of CSV.
 *
 * <p>A line ends with {@code \n}. Athena quotes every value, doubles quotes inside, leaves everything else inside as it
 * is, and writes NULL as nothing at all; so a lone NULL is an empty line. Text without quotes is taken as it stands, and
 * a missing last line end is forgiven; anything else is refused rather than guessed.
 */
final class CsvRows {
    private static final int NULL = -1;

    private final ResultObject object;
    private final RowBuffer buffer;
    private final TextValue text = new TextValue();
    private final int[] starts;
    private final int[] ends;
    private final boolean[] quotesDoubled;
    private long row;
    private int rowLength;
    private int at;

    /**
     * Reads on where {@code object} stands.
     *
     * @param columns number of values a row has, 1 or more
     * @param row number of rows before that place, -1 if the header is still to come
     */
    CsvRows(ResultObject object, RowBuffer buffer, int columns, long row) {
        this.object = object;
        this.buffer = buffer;
        this.starts = new int[columns];
        this.ends = new int[columns];
        this.quotesDoubled = new boolean[columns];
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
        buffer.release(rowLength);
        rowLength = 0;
        return has(0);
    }

    /** Moves to the next row, which there must be. */
    void next() {
        buffer.release(rowLength);
        rowLength = 0;
        at = 0;
        int last = starts.length - 1;
        for (int column = 0; column < last; column++) {
            value(column);
            requireComma(column + 1);
        }
        value(last);
        requireLineEnd();
        rowLength = at;
        row++;
    }

    /** Whether the current row has NULL in this column. */
    boolean isNull(int column) {
        return starts[column] == NULL;
    }

    /** The current row's value in this column, which must not be NULL; good until the next call of any method. */
    TextValue textOf(int column) {
        if (quotesDoubled[column]) {
            halveQuotes(column);
        }
        return text.at(buffer.bytes(), buffer.start() + starts[column], buffer.start() + ends[column]);
    }

    private void value(int column) {
        quotesDoubled[column] = false;
        if (has(at) && buffer.byteAt(at) == '"') {
            quoted(column);
        } else {
            unquoted(column);
        }
    }

    private void quoted(int column) {
        int first = at + 1;
        int quote = quoteFrom(first);
        while (has(quote + 1) && buffer.byteAt(quote + 1) == '"') {
            quotesDoubled[column] = true;
            quote = quoteFrom(quote + 2);
        }
        starts[column] = first;
        ends[column] = quote;
        at = quote + 1;
    }

    /** The hot loop: most bytes of a result are inside quotes. */
    private int quoteFrom(int from) {
        int index = from;
        while (has(index)) {
            byte[] bytes = buffer.bytes();
            int start = buffer.start();
            for (int length = buffer.length(); index < length; index++) {
                if (bytes[start + index] == '"') {
                    return index;
                }
            }
        }
        at = index;
        throw malformed("the end of a value that began with a quote", "the end of the object");
    }

    private void unquoted(int column) {
        int first = at;
        while (has(at) && buffer.byteAt(at) != ',' && buffer.byteAt(at) != '\n') {
            if (buffer.byteAt(at) == '"' || buffer.byteAt(at) == '\r') {
                throw malformed("a value in quotes", "a quote or a carriage return outside of them");
            }
            at++;
        }
        starts[column] = at == first ? NULL : first;
        ends[column] = at;
    }

    private void requireComma(int values) {
        if (!has(at) || buffer.byteAt(at) == '\n') {
            throw malformed(starts.length + " values", "only " + values);
        }
        if (buffer.byteAt(at) != ',') {
            throw garbage();
        }
        at++;
    }

    private void requireLineEnd() {
        if (!has(at)) {
            return;
        }
        if (buffer.byteAt(at) == ',') {
            throw malformed(starts.length + " values", "more");
        }
        if (buffer.byteAt(at) != '\n') {
            throw garbage();
        }
        at++;
    }

    private boolean has(int index) {
        while (index >= buffer.length()) {
            if (buffer.isFull()) {
                throw failure(
                        Reason.TOO_LARGE,
                        "takes more than the " + buffer.length() + " bytes a row may have; raise buffer.max.bytes.");
            }
            if (!buffer.fill()) {
                return false;
            }
        }
        return true;
    }

    private void halveQuotes(int column) {
        byte[] bytes = buffer.bytes();
        int to = buffer.start() + starts[column];
        int end = buffer.start() + ends[column];
        for (int from = to; from < end; from++) {
            bytes[to++] = bytes[from];
            from += bytes[from] == '"' ? 1 : 0;
        }
        ends[column] = to - buffer.start();
        quotesDoubled[column] = false;
    }

    private UnreadableResultException garbage() {
        int found = Byte.toUnsignedInt(buffer.byteAt(at));
        String shown = found > ' ' && found < 0x7f ? " '" + (char) found + "'" : "";
        return malformed("a comma or a line end behind a value", "byte 0x" + Integer.toHexString(found) + shown);
    }

    private UnreadableResultException malformed(String expected, String found) {
        return failure(
                Reason.MALFORMED,
                "is not as Athena writes it: at byte " + (buffer.offset() + at) + " expected " + expected + ", found "
                        + found + "; check that nothing else writes to this object, and run the query again.");
    }

    private UnreadableResultException failure(Reason reason, String problem) {
        String line = row < 0 ? "its header" : "row " + (row + 1);
        return new UnreadableResultException(
                reason,
                "Result " + object.location() + ": " + line + ", from byte " + buffer.offset() + " on, " + problem);
    }
}
