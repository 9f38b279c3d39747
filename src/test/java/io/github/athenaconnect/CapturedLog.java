package io.github.athenaconnect;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Everything the connector logs at any level until this is closed, by whatever threads of this JVM. */
public final class CapturedLog implements AutoCloseable {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream console = System.err;
    private final LogLevel level;

    private CapturedLog() {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        this.level = LogLevel.of("trace");
    }

    /** Begins to listen. */
    public static CapturedLog open() {
        return new CapturedLog();
    }

    /** What was logged so far. */
    public String text() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setErr(console);
        level.close();
    }
}
