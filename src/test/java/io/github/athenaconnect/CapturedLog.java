package io.github.athenaconnect;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.slf4j.impl.SimpleLogger;

/**
 * Everything the connector logs at any level until this is closed, by whatever threads of this JVM.
 *
 * <p>Sets the level of loggers that exist already, which the binding of the tests does not offer.
 */
public final class CapturedLog implements AutoCloseable {
    private static final String PACKAGE = CapturedLog.class.getPackageName();
    private static final String LEVEL = SimpleLogger.LOG_KEY_PREFIX + PACKAGE;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream console = System.err;

    private CapturedLog() {}

    /** Begins to listen. */
    public static CapturedLog open() {
        CapturedLog captured = new CapturedLog();
        System.setErr(new PrintStream(captured.said, true, StandardCharsets.UTF_8));
        System.setProperty(LEVEL, "trace");
        levelAll();
        return captured;
    }

    /** What was logged so far. */
    public String text() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setErr(console);
        System.clearProperty(LEVEL);
        levelAll();
    }

    /** Gives loggers that were made before the level that new ones have. */
    private static void levelAll() {
        try {
            Field level = opened(SimpleLogger.class, "currentLogLevel");
            Object loggers = opened(LoggerFactory.getILoggerFactory().getClass(), "loggerMap")
                    .get(LoggerFactory.getILoggerFactory());
            Object fresh = LoggerFactory.getLogger(PACKAGE + ".Fresh" + System.nanoTime());
            for (Map.Entry<?, ?> logger : ((Map<?, ?>) loggers).entrySet()) {
                if (logger.getKey().toString().startsWith(PACKAGE)) {
                    level.set(logger.getValue(), level.get(fresh));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The binding of the tests is another one than it was", e);
        }
    }

    private static Field opened(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
