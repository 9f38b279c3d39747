package io.github.athenaconnect.bench;

import java.util.Map;

/** Settings of a worker's producer and converter that several benchmarks share. */
final class ProducerSettings {
    /** Batches so large and so rarely sent that a topic of one partition takes what a task can give. */
    static final Map<String, String> LARGE_BATCHES =
            Map.of("producer.override.batch.size", "524288", "producer.override.linger.ms", "20");

    /** As in the examples that are shipped. */
    static final Map<String, String> AS_SHIPPED = Map.of(
            "producer.override.batch.size", "524288",
            "producer.override.linger.ms", "20",
            "producer.override.compression.type", "lz4");

    static final Map<String, String> JSON_WITHOUT_SCHEMAS = Map.of(
            "value.converter", "org.apache.kafka.connect.json.JsonConverter",
            "value.converter.schemas.enable", "false");

    private ProducerSettings() {}
}
