package io.github.athenaconnect;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.slf4j.impl.SimpleLogger;

/**
 * The level of the connector's loggers, or of others, until this is closed, also of those that exist already, which the binding
 * of the tests does not offer.
 */
final class LogLevel implements AutoCloseable {
    private static final String PACKAGE = LogLevel.class.getPackageName();

    private final List<String> packages;

    private LogLevel(List<String> packages) {
        this.packages = packages;
    }

    /** Sets {@code level}: {@code trace} to {@code error}, or {@code off}. */
    static LogLevel of(String level) {
        return of(level, List.of(PACKAGE));
    }

    /** Sets it for the loggers whose names begin with the names of these packages. */
    static LogLevel of(String level, List<String> packages) {
        packages.forEach(name -> System.setProperty(SimpleLogger.LOG_KEY_PREFIX + name, level));
        packages.forEach(LogLevel::levelAll);
        return new LogLevel(packages);
    }

    @Override
    public void close() {
        packages.forEach(name -> System.clearProperty(SimpleLogger.LOG_KEY_PREFIX + name));
        packages.forEach(LogLevel::levelAll);
    }

    /** Gives loggers that were made before the level that new ones have. */
    private static void levelAll(String name) {
        try {
            Field level = opened(SimpleLogger.class, "currentLogLevel");
            Object loggers = opened(LoggerFactory.getILoggerFactory().getClass(), "loggerMap")
                    .get(LoggerFactory.getILoggerFactory());
            Object fresh = LoggerFactory.getLogger(name + ".Fresh" + System.nanoTime());
            for (Map.Entry<?, ?> logger : ((Map<?, ?>) loggers).entrySet()) {
                if (logger.getKey().toString().startsWith(name)) {
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
