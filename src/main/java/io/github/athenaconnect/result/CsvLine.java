package io.github.athenaconnect.result;

import io.github.athenaconnect.type.TextValue;

/**
 * One line of a result, cut into values by Athena's dialect of CSV; reused for every line.
 *
 * <p>A line ends with {@code \n}. Athena quotes every value, doubles quotes inside, leaves everything else inside as it
 * is, and writes NULL as nothing at all; so a lone NULL is an empty line. Text without quotes is taken as it stands;
 * anything else is refused rather than guessed.
 *
 * <p>Cutting changes no byte, so a line that turns out to be incomplete can be cut again when more of it has arrived.
 */
final class CsvLine {
    /** What {@link #cut} returns for a line that goes on behind the bytes at hand; larger than any index. */
    static final int INCOMPLETE = Integer.MAX_VALUE;

    private static final int NULL = -1;
    private static final byte[] NOTHING = new byte[0];

    private final TextValue text = new TextValue();
    private final int[] starts;
    private final int[] ends;
    private final boolean[] quotesDoubled;
    private byte[] bytes = NOTHING;

    /** For lines of {@code columns} values, 1 or more. */
    CsvLine(int columns) {
        starts = new int[columns];
        ends = new int[columns];
        quotesDoubled = new boolean[columns];
    }

    /**
     * Cuts the line that begins at {@code start}.
     *
     * @param end behind the bytes at hand
     * @param last whether no bytes follow them, so that a missing line end is forgiven
     * @return the index behind the line, or {@link #INCOMPLETE}
     * @throws CsvSyntaxException if it is not a line of as many values
     */
    int cut(byte[] buffer, int start, int end, boolean last) {
        bytes = buffer;
        int at = start;
        for (int column = 0; column < starts.length; column++) {
            at = valueEnd(column, at, end);
            if (at >= end) {
                return last ? lastLineEnd(column, at, end) : INCOMPLETE;
            }
            if (bytes[at] != (column == starts.length - 1 ? '\n' : ',')) {
                throw wrongSeparator(column, at);
            }
            at++;
        }
        return at;
    }

    /** Whether the line has NULL in this column. */
    boolean isNull(int column) {
        return starts[column] == NULL;
    }

    /** The value in this column, which must not be NULL; good until the buffer that was cut changes. */
    TextValue textOf(int column) {
        if (quotesDoubled[column]) {
            halveQuotes(column);
        }
        return text.at(bytes, starts[column], ends[column]);
    }

    /** Lets go of the buffer, which may be large; there are no values until the next line is cut. */
    void forget() {
        bytes = NOTHING;
        TextValue unused = text.at(NOTHING, 0, 0);
    }

    private int valueEnd(int column, int at, int end) {
        quotesDoubled[column] = false;
        return at < end && bytes[at] == '"' ? quotedEnd(column, at + 1, end) : unquotedEnd(column, at, end);
    }

    /** The hot loop: most bytes of a result are inside quotes. */
    private int quotedEnd(int column, int first, int end) {
        byte[] line = bytes;
        for (int at = first; at < end; at++) {
            if (line[at] == '"') {
                boolean doubled = at + 1 < end && line[at + 1] == '"';
                if (!doubled) {
                    starts[column] = first;
                    ends[column] = at;
                    return at + 1;
                }
                quotesDoubled[column] = true;
                at++;
            }
        }
        return INCOMPLETE;
    }

    private int unquotedEnd(int column, int first, int end) {
        int at = first;
        while (at < end && bytes[at] != ',' && bytes[at] != '\n') {
            if (bytes[at] == '"' || bytes[at] == '\r') {
                throw new CsvSyntaxException(at, "a value in quotes", "a quote or a carriage return outside of them");
            }
            at++;
        }
        starts[column] = at == first ? NULL : first;
        ends[column] = at;
        return at;
    }

    private int lastLineEnd(int column, int at, int end) {
        if (at == INCOMPLETE) {
            throw new CsvSyntaxException(end, "the end of a value that began with a quote", "the end of the object");
        }
        if (column < starts.length - 1) {
            throw tooShort(column, at);
        }
        return end;
    }

    private CsvSyntaxException wrongSeparator(int column, int at) {
        if (bytes[at] == '\n') {
            return tooShort(column, at);
        }
        if (bytes[at] == ',') {
            return new CsvSyntaxException(at, starts.length + " values", "more");
        }
        int found = Byte.toUnsignedInt(bytes[at]);
        String shown = found > ' ' && found < 0x7f ? " '" + (char) found + "'" : "";
        return new CsvSyntaxException(
                at, "a comma or a line end behind a value", "byte 0x" + Integer.toHexString(found) + shown);
    }

    private CsvSyntaxException tooShort(int column, int at) {
        return new CsvSyntaxException(at, starts.length + " values", "only " + (column + 1));
    }

    private void halveQuotes(int column) {
        int to = starts[column];
        for (int from = to; from < ends[column]; from++) {
            bytes[to++] = bytes[from];
            from += bytes[from] == '"' ? 1 : 0;
        }
        ends[column] = to;
        quotesDoubled[column] = false;
    }
}
