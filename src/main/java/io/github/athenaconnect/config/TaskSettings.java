package io.github.athenaconnect.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;

/**
 * Everything one task was configured with.
 *
 * @param connector what the whole connector was configured with
 * @param number which of the connector's tasks it is, from 0
 * @param units what of it is the task's own
 */
public record TaskSettings(ConnectorSettings connector, int number, List<QueryUnit> units) {
    public TaskSettings {
        units = List.copyOf(units);
    }

    /**
     * Reads a task's configuration as the connector made it: the connector's, with the names of the task's own units.
     *
     * @throws ConfigException if anything is wrong with it, naming every key at fault
     */
    public static TaskSettings parse(Map<String, String> properties) {
        Map<String, String> connector = new HashMap<>(properties);
        String own = connector.remove(ConnectorConfiguration.TASK_QUERIES);
        if (own == null) {
            throw new ConfigException(ConnectorConfiguration.TASK_QUERIES
                    + " is missing from the task's configuration, where the connector writes it");
        }
        // Configurations that an earlier version wrote have none until the connector writes them anew.
        String number = Objects.requireNonNullElse(connector.remove(ConnectorConfiguration.TASK_NUMBER), "0");
        ConnectorSettings settings = ConnectorSettings.parse(connector);
        Set<String> names = Set.of(own.split(",", -1));
        return new TaskSettings(
                settings,
                Integer.parseInt(number),
                settings.units().stream()
                        .filter(unit -> names.contains(unit.name()))
                        .toList());
    }
}
