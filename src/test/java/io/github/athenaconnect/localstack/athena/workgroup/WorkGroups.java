package io.github.athenaconnect.localstack.athena.workgroup;

import io.github.athenaconnect.localstack.athena.protocol.RequestRefused;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The workgroups of the account; {@code primary} is always there. */
public final class WorkGroups {
    private final Map<String, WorkGroupSettings> workGroups = new ConcurrentSkipListMap<>();

    /** Starts with {@code primary} alone. */
    public WorkGroups() {
        put(WorkGroupSettings.named("primary"));
    }

    /** Makes a workgroup, or changes the one of that name. */
    public void put(WorkGroupSettings settings) {
        workGroups.put(settings.name(), settings);
    }

    /** All of them, sorted by name. */
    public List<WorkGroupSettings> all() {
        return List.copyOf(workGroups.values());
    }

    /** The workgroup of a name. */
    public WorkGroupSettings find(String name) throws RequestRefused {
        WorkGroupSettings found = workGroups.get(name);
        if (found == null) {
            throw RequestRefused.invalid("INVALID_INPUT", "WorkGroup " + name + " is not found.");
        }
        return found;
    }
}
