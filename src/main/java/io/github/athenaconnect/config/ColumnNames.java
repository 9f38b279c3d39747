package io.github.athenaconnect.config;

import java.util.HashSet;
import java.util.List;

/** Lists of column names. */
final class ColumnNames {
    static final Form<List<String>> FORM = Form.list("a list of column names", ColumnNames::parse);

    private ColumnNames() {}

    private static List<String> parse(List<String> names) {
        if (names.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("must be a comma-separated list of column names, found a blank one");
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("must name every column once, found " + String.join(", ", names));
        }
        return List.copyOf(names);
    }
}
