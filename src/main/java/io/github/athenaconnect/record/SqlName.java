package io.github.athenaconnect.record;

import java.util.regex.Pattern;

/** Names of columns as they are written in the SQL that a message proposes. */
final class SqlName {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private SqlName() {}

    /** The name, in quotes where it needs them. */
    static String of(String name) {
        return PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
