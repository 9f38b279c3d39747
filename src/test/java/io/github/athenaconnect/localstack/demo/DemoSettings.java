package io.github.athenaconnect.localstack.demo;

import java.nio.file.Path;

/**
 * What a user can say on the command line, as {@code -Ddemo.once=true}.
 *
 * @param once whether to end after the first full delivery
 * @param restPort where the worker's REST interface listens; 0 for a free port
 * @param kafkaPort where the broker listens; 0 for a free port
 * @param connectorFile the connector to deploy
 * @param pluginPath where the packaged connector is
 */
record DemoSettings(boolean once, int restPort, int kafkaPort, Path connectorFile, Path pluginPath) {

    /** Reads the system properties that begin with {@code demo.}. */
    static DemoSettings fromSystemProperties() {
        return new DemoSettings(
                Boolean.getBoolean("demo.once"),
                Integer.getInteger("demo.rest.port", 0),
                Integer.getInteger("demo.kafka.port", 0),
                Path.of(System.getProperty("demo.config", "config/athena-source.json")),
                Path.of(System.getProperty("plugin.directory", "target/plugin")).toAbsolutePath());
    }
}
