package io.github.athenaconnect.localstack.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Turns types as the data catalog writes them into types as Athena's SQL writes them. */
public final class CatalogType {
    private CatalogType() {}

    /** For instance {@code struct<a:int,b:array<string>>} becomes {@code row("a" integer, "b" array(varchar))}. */
    public static String toSql(String type) {
        String name = type.strip().toLowerCase(Locale.ROOT);
        int bracket = name.indexOf('<');
        if (bracket < 0) {
            return scalar(name);
        }
        List<String> arguments = splitAtCommas(name.substring(bracket + 1, name.length() - 1));
        return switch (name.substring(0, bracket)) {
            case "array" -> "array(" + toSql(arguments.get(0)) + ")";
            case "map" -> "map(" + toSql(arguments.get(0)) + ", " + toSql(arguments.get(1)) + ")";
            case "struct" ->
                "row("
                        + String.join(
                                ", ", arguments.stream().map(CatalogType::field).toList()) + ")";
            default -> throw new IllegalArgumentException("Not a type of the data catalog: " + type);
        };
    }

    private static String field(String nameAndType) {
        int colon = nameAndType.indexOf(':');
        return '"' + nameAndType.substring(0, colon).strip() + "\" " + toSql(nameAndType.substring(colon + 1));
    }

    private static String scalar(String name) {
        return switch (name) {
            case "string" -> "varchar";
            case "int" -> "integer";
            case "float" -> "real";
            case "binary" -> "varbinary";
            default -> name;
        };
    }

    private static List<String> splitAtCommas(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<' || c == '(') {
                depth++;
            } else if (c == '>' || c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
