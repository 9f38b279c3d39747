package io.github.athenaconnect;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Everything the connector logs, or its libraries too, at any level until this is closed, by whatever threads of this JVM. */
public final class CapturedLog implements AutoCloseable {
    private static final String CONNECTOR = CapturedLog.class.getPackageName();

    private static final Pattern HEAD = Pattern.compile("[0-9:.]{12} \\[[^]]*] [A-Z]+ ([\\w$]+) - ");

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream console = System.err;
    private final LogLevel level;

    private CapturedLog(List<String> packages) {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        this.level = LogLevel.of("trace", packages);
    }

    /** Begins to listen. */
    public static CapturedLog open() {
        return new CapturedLog(List.of(CONNECTOR));
    }

    /** Begins to listen to the connector and to the libraries that it is shipped with. */
    public static CapturedLog ofLibrariesToo() {
        return new CapturedLog(List.of(CONNECTOR, "software.amazon", "org.apache.hc", "org.apache.parquet"));
    }

    /** What was logged so far, by the last word of the logger's name and with the lines that belong to one. */
    public Map<String, String> byLogger() {
        Map<String, String> texts = new HashMap<>();
        String logger = "";
        for (String line : text().lines().toList()) {
            Matcher head = HEAD.matcher(line);
            logger = head.lookingAt() ? head.group(1) : logger;
            texts.merge(logger, line + "\n", String::concat);
        }
        return texts;
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
