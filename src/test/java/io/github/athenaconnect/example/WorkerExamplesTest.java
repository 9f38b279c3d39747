package io.github.athenaconnect.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.junit.jupiter.api.Test;

/** The workers' own files are such as a worker of this version starts with. */
class WorkerExamplesTest {
    private static final String PROVIDERS = "config.providers.";

    @Test
    void aWorkerOnItsOwnTakesItsFile() {
        Map<String, String> file = ExampleFiles.properties("connect-standalone.properties");

        assertThat(unknown(new StandaloneConfig(file))).isEmpty();
    }

    @Test
    void aWorkerOfAClusterTakesItsFile() {
        Map<String, String> file = ExampleFiles.properties("connect-distributed.properties");

        DistributedConfig worker = new DistributedConfig(file);
        assertThat(worker.exactlyOnceSourceEnabled()).isTrue();
        assertThat(unknown(worker)).isEmpty();
    }

    /** Every key of a distributed worker. */
    static Set<String> keys() {
        return new DistributedConfig(ExampleFiles.properties("connect-distributed.properties"))
                .values()
                .keySet();
    }

    /** Keys that this version of Connect would only warn of. */
    static Set<String> unknown(WorkerConfig worker) {
        Set<String> unknown = new TreeSet<>(worker.originals().keySet());
        unknown.removeAll(worker.values().keySet());
        unknown.removeIf(key -> key.startsWith(PROVIDERS));
        return unknown;
    }
}
