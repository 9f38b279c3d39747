package io.github.athenaconnect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.athenaconnect.query.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of the run log, as JSON without schemas.
 *
 * @param key its query and run
 * @param state as in the log
 * @param execution the last one it names
 * @param rows how many it counts
 */
record LoggedRun(String key, String state, String execution, long rows) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static LoggedRun of(ConsumerRecord<byte[], byte[]> message) {
        try {
            JsonNode value = JSON.readTree(message.value());
            JsonNode executions = value.get("execution_ids");
            return new LoggedRun(
                    key(JSON.readTree(message.key())),
                    value.get("state").asText(),
                    executions.get(executions.size() - 1).asText(),
                    value.get("rows").asLong());
        } catch (IOException e) {
            throw new UncheckedIOException("Topic " + message.topic() + " has a record that is no JSON", e);
        }
    }

    private static String key(JsonNode key) {
        return key.get("query").asText() + " " + key.get("run").asText();
    }

    private static String key(String query, Run run) {
        return query + " "
                + run.interval()
                        .map(owned -> owned.start() + "/" + owned.end())
                        .orElseGet(() -> run.scheduled().toString());
    }

    /**
     * Judges a log: of each run one record that says it was delivered, with its execution and its rows, and none of another.
     *
     * @param delivered results of which all rows have come, in order; the record of the last may be yet to come
     * @return what is wrong, in words; empty for nothing
     */
    static List<String> faults(List<LoggedRun> log, String query, List<RunResult> delivered) {
        List<String> faults = new ArrayList<>();
        Map<String, LoggedRun> byKey = new HashMap<>();
        for (LoggedRun logged : log) {
            if (byKey.put(logged.key(), logged) != null) {
                faults.add("more than one " + logged);
            }
        }
        for (int index = 0; index < delivered.size(); index++) {
            RunResult result = delivered.get(index);
            LoggedRun expected = new LoggedRun(
                    key(query, result.attempt().run()),
                    "DELIVERED",
                    result.execution(),
                    result.rows().size());
            LoggedRun found = byKey.remove(expected.key());
            boolean mayBeMissing = index == delivered.size() - 1;
            if (!expected.equals(found) && !(found == null && mayBeMissing)) {
                faults.add("expected " + expected + ", found " + found);
            }
        }
        byKey.values().forEach(logged -> faults.add("not delivered, but logged: " + logged));
        return faults;
    }
}
