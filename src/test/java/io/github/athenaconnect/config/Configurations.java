package io.github.athenaconnect.config;

import java.util.Map;
import java.util.TreeMap;

/** Configurations for tests. */
final class Configurations {
    private Configurations() {}

    /** The smallest configuration that works. */
    static Map<String, String> smallest() {
        return new TreeMap<>(Map.of(
                "name", "shop",
                "aws.region", "eu-west-1",
                "athena.database", "shop",
                "queries", "orders",
                "query.orders.sql", "SELECT * FROM orders",
                "query.orders.topic", "shop.orders"));
    }

    /** The smallest configuration with changes: keys and values by turns, a value of "-" removes its key. */
    static Map<String, String> smallestWith(String... changes) {
        Map<String, String> properties = smallest();
        for (int index = 0; index < changes.length; index += 2) {
            if (changes[index + 1].equals("-")) {
                properties.remove(changes[index]);
            } else {
                properties.put(changes[index], changes[index + 1]);
            }
        }
        return properties;
    }
}
