package io.github.athenaconnect;

import io.github.athenaconnect.config.TaskSettings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads each configuration of a task once, which is most of the work of a start: sweeps start tasks ten thousand times with a
 * few configurations, and what is read does not change.
 */
final class ReadOnce {
    private static final Map<Map<String, String>, TaskSettings> READ = new ConcurrentHashMap<>();

    private ReadOnce() {}

    static TaskSettings settings(Map<String, String> properties) {
        return READ.computeIfAbsent(Map.copyOf(properties), TaskSettings::parse);
    }
}
