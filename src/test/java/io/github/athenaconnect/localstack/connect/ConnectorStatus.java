package io.github.athenaconnect.localstack.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * How a connector and its tasks are doing.
 *
 * @param connector the connector itself
 * @param tasks its tasks by number; empty until they are made, and while the connector is stopped
 */
public record ConnectorStatus(Part connector, List<Part> tasks) {
    /** A connector that exists and that no worker has said anything of yet. */
    public static final ConnectorStatus UNREPORTED = new ConnectorStatus(new Part(State.UNASSIGNED, ""), List.of());

    static ConnectorStatus of(JsonNode status) {
        return new ConnectorStatus(
                Part.of(status.path("connector")),
                StreamSupport.stream(status.path("tasks").spliterator(), false)
                        .map(Part::of)
                        .toList());
    }

    /** Whether the connector runs, and with it at least one task and no task that does not. */
    public boolean running() {
        return connector.state() == State.RUNNING
                && !tasks.isEmpty()
                && tasks.stream().allMatch(task -> task.state() == State.RUNNING);
    }

    /** Whether the connector is stopped and has no task any more. */
    public boolean stopped() {
        return connector.state() == State.STOPPED && tasks.isEmpty();
    }

    /**
     * A connector or a task.
     *
     * @param state what it is in
     * @param trace the stack trace of its failure; empty for one that has not failed
     */
    public record Part(State state, String trace) {
        static Part of(JsonNode part) {
            return new Part(
                    State.valueOf(part.path("state").asText()),
                    part.path("trace").asText());
        }
    }

    /** The states Connect knows. */
    public enum State {
        UNASSIGNED,
        RUNNING,
        PAUSED,
        FAILED,
        STOPPED,
        RESTARTING,
        DESTROYED
    }
}
