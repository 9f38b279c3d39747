package io.github.athenaconnect.result;

/** Bytes that are no line of a CSV result; {@link CsvRows} knows which row that is and tells the user. */
final class CsvSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int index;

    /** Tells what was expected and found at {@code index} of the buffer that was cut. */
    CsvSyntaxException(int index, String expected, String found) {
        super("expected " + expected + ", found " + found);
        this.index = index;
    }

    int index() {
        return index;
    }
}
