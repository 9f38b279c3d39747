package io.github.athenaconnect.localstack.athena.result;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads back what {@link CsvFormat} wrote, byte by byte, so that it knows where in the object each line begins. */
final class CsvLines {
    private static final int END = -1;

    private final InputStream in;
    private long position;

    /** Reads from the beginning of a line, which is at a position of the object. */
    CsvLines(InputStream in, long position) {
        this.in = in;
        this.position = position;
    }

    /** Where the next line begins. */
    long position() {
        return position;
    }

    /** The values of the next line; empty at the end. */
    Optional<List<@Nullable String>> next() throws IOException {
        int c = read();
        if (c == END) {
            return Optional.empty();
        }
        List<@Nullable String> values = new ArrayList<>();
        while (true) {
            String value = null;
            if (c == '"') {
                value = quoted();
                c = read();
            }
            values.add(value);
            if (c == '\n' || c == END) {
                return Optional.of(values);
            }
            c = read();
        }
    }

    private String quoted() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (true) {
            int c = read();
            if (c == END) {
                throw new IOException("The result ends within a quoted value, at byte " + position);
            }
            if (c == '"') {
                in.mark(1);
                if (in.read() != '"') {
                    in.reset();
                    return bytes.toString(StandardCharsets.UTF_8);
                }
                position++;
            }
            bytes.write(c);
        }
    }

    private int read() throws IOException {
        int c = in.read();
        if (c != END) {
            position++;
        }
        return c;
    }
}
