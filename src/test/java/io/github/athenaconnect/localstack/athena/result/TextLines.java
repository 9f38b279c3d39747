package io.github.athenaconnect.localstack.athena.result;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a text result; each is a row of one value. */
final class TextLines {
    private final InputStream in;
    private long position;

    TextLines(InputStream in, long position) {
        this.in = in;
        this.position = position;
    }

    long position() {
        return position;
    }

    Optional<List<@Nullable String>> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c = in.read();
        if (c < 0) {
            return Optional.empty();
        }
        while (c >= 0 && c != '\n') {
            line.write(c);
            c = in.read();
        }
        position += line.size() + 1;
        return Optional.of(List.of(line.toString(StandardCharsets.UTF_8)));
    }
}
