package io.github.athenaconnect.type;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Names that are given away, and where to look for one that is not. Mutable: it grows. For one thread. */
final class TakenNames {
    private final Set<String> taken;

    /** By name, the number to try next: what was taken stays taken, so none is tried twice. */
    private final Map<String, Integer> next = new HashMap<>();

    /** Begins with names that are taken, and adds to them. */
    TakenNames(Set<String> taken) {
        this.taken = taken;
    }

    /** The name itself, or with the least number from 2 on that makes it new; it is taken from then on. */
    String unused(String name) {
        if (taken.add(name)) {
            return name;
        }
        int number = next.getOrDefault(name, 2);
        while (!taken.add(name + "_" + number)) {
            number++;
        }
        next.put(name, number + 1);
        return name + "_" + number;
    }
}
