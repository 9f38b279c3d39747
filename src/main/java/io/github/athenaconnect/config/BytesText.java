package io.github.athenaconnect.config;

import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers of scanned bytes as people write them: {@code off}, or the number itself. */
final class BytesText {
    private static final String OFF = "off";

    /** Athena bills 10 MB for an execution that scans less, and takes no less as a workgroup's limit. */
    private static final long LEAST = 10_000_000;

    private static final String ACCEPTS = OFF + ", or a whole number of bytes from " + LEAST;

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");

    static final Form<Optional<Long>> FORM = Form.text(ACCEPTS, BytesText::parse);

    private BytesText() {}

    private static Optional<Long> parse(String text) {
        return text.equals(OFF) ? Optional.empty() : Optional.of(number(text));
    }

    private static long number(String text) {
        try {
            long bytes = DIGITS.matcher(text).matches() ? Long.parseLong(text) : -1;
            if (bytes >= LEAST) {
                return bytes;
            }
        } catch (NumberFormatException tooLong) {
            throw unreadable(text);
        }
        throw unreadable(text);
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException("must be " + ACCEPTS
                + " to 9223372036854775807, without a unit, as Athena bills 10 MB for an execution that scans less;"
                + " found \"" + text + "\"");
    }
}
