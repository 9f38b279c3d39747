package io.github.athenaconnect.type;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What UNLOAD cannot write, told from the columns of a statement before it is paid for, with the change that mends it.
 *
 * <p>Athena has no list of it; the types are those that Hive's tables do not have, and reports of what it refuses with
 * NOT_SUPPORTED (aws-sdk-pandas 2252; user guide, "Athena engine version 3", on uuid).
 */
public final class UnloadableColumns {
    /** By the type's name, what to write for a column that the pattern's {@code %s} stands for. */
    private static final Map<String, String> CASTS = Map.ofEntries(
            Map.entry("timestamp with time zone", "CAST(%s AT TIME ZONE 'UTC' AS timestamp(3))"),
            Map.entry("time", "CAST(%s AS varchar)"),
            Map.entry("time with time zone", "CAST(%s AS varchar)"),
            Map.entry("uuid", "CAST(%s AS varchar)"),
            Map.entry("ipaddress", "CAST(%s AS varchar)"),
            Map.entry("interval year to month", "CAST(%s AS varchar)"),
            Map.entry("interval day to second", "CAST(%s AS varchar)"),
            Map.entry("json", "json_format(%s)"),
            Map.entry("geometry", "ST_AsText(%s)"),
            Map.entry("unknown", "CAST(%s AS varchar)"));

    private static final Pattern PARAMETER = Pattern.compile("\\s{0,9}+\\((\\d{1,9})\\)");
    private static final int MILLIS = 3;

    private UnloadableColumns() {}

    /** What is wrong, one sentence's part per column, each naming the column and what to write; nothing if all can be written. */
    public static List<String> problems(List<AthenaColumn> columns) {
        Set<String> names = new HashSet<>();
        return IntStream.range(0, columns.size())
                .mapToObj(index -> problem(columns.get(index), index, names))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> problem(AthenaColumn column, int index, Set<String> names) {
        String name = column.name();
        if (name.isEmpty() || name.equals("_col" + index)) {
            return Optional.of("column " + (index + 1) + " has no name: add AS and a name");
        }
        if (!names.add(name.toLowerCase(Locale.ROOT))) {
            return Optional.of("\"" + name + "\" is the name of two columns, in whatever casing: rename one with AS");
        }
        return problemWithType(column);
    }

    private static Optional<String> problemWithType(AthenaColumn column) {
        String written = column.typeName().toLowerCase(Locale.ROOT);
        String plain = PARAMETER.matcher(written).replaceAll("").strip();
        if (plain.equals("timestamp") && precision(column, written) > MILLIS) {
            return Optional.of(
                    described(column, "timestamp(" + precision(column, written) + ")", "CAST(%s AS timestamp(3))"));
        }
        return Optional.ofNullable(CASTS.get(plain)).map(cast -> described(column, plain, cast));
    }

    private static int precision(AthenaColumn column, String written) {
        Matcher parameter = PARAMETER.matcher(written);
        return parameter.find() ? Integer.parseInt(parameter.group(1)) : column.precision();
    }

    private static String described(AthenaColumn column, String type, String cast) {
        String quoted = '"' + column.name().replace("\"", "\"\"") + '"';
        return quoted + " is a " + (type.equals("unknown") ? "NULL without a type" : type) + ": select "
                + String.format(Locale.ROOT, cast, quoted) + " AS " + quoted;
    }
}
