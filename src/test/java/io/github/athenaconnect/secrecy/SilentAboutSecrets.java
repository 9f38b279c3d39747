package io.github.athenaconnect.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.CapturedLog;
import io.github.athenaconnect.aws.OutspokenLoggers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Has the connector and its libraries log all they can during each test, and fails a test in which a logger tells a secret, unless it
 * is one of those that no worker may have below INFO.
 */
public final class SilentAboutSecrets implements BeforeEachCallback, AfterEachCallback {
    private static final ExtensionContext.Namespace OWN = ExtensionContext.Namespace.create(SilentAboutSecrets.class);

    @Override
    public void beforeEach(ExtensionContext test) {
        test.getStore(OWN).put(CapturedLog.class, CapturedLog.ofLibrariesToo());
    }

    @Override
    public void afterEach(ExtensionContext test) {
        CapturedLog captured = test.getStore(OWN).remove(CapturedLog.class, CapturedLog.class);
        captured.close();
        assertThat(leaks(captured)).as("secrets that were logged").isEmpty();
    }

    /** What the loggers told that may be at any level, by the last words of their names; never the secret. */
    public static Map<String, List<Leak>> leaks(CapturedLog captured) {
        Map<String, List<Leak>> leaks = new TreeMap<>();
        captured.byLogger().forEach((logger, text) -> leaks.put(logger, LeakScanner.scan(text)));
        OutspokenLoggers.NAMES.forEach(name -> leaks.remove(name.substring(name.lastIndexOf('.') + 1)));
        leaks.values().removeIf(List::isEmpty);
        return leaks;
    }
}
