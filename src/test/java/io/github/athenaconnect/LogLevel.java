package io.github.athenaconnect;

import java.lang.reflect.Field;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.slf4j.impl.SimpleLogger;

/**
 * The level of the connector's loggers until this is closed, also of those that exist already, which the binding of the
 * tests does not offer.
 */
final class LogLevel implements AutoCloseable {
    private static final String PACKAGE = LogLevel.class.getPackageName();
    private static final String LEVEL = SimpleLogger.LOG_KEY_PREFIX + PACKAGE;

    private LogLevel() {}

    /** Sets {@code level}: {@code trace} to {@code error}, or {@code off}. */
    static LogLevel of(String level) {
        System.setProperty(LEVEL, level);
        levelAll();
        return new LogLevel();
    }

    @Override
    public void close() {
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
