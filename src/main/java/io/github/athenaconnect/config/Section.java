package io.github.athenaconnect.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The keys of one concern.
 *
 * @param group heading under which consoles and the reference page show them, in this order
 */
record Section(String group, List<Key<?>> keys) {
    Section {
        keys = List.copyOf(keys);
    }

    void define(ConfigDef definition) {
        int order = 0;
        for (Key<?> key : keys) {
            key.define(definition, group, ++order);
        }
    }

    /** The same keys below a prefix. */
    Section within(String prefix, String otherGroup) {
        return new Section(
                otherGroup, keys.stream().<Key<?>>map(key -> key.within(prefix)).toList());
    }

    /** The same keys, none of them required. */
    Section orNone() {
        return new Section(group, keys.stream().<Key<?>>map(Key::orNone).toList());
    }
}
