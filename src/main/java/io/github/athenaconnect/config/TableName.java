package io.github.athenaconnect.config;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of tables, and the statement that reads a whole one. */
final class TableName {
    private static final String PART = "(?:[^\".\\s;]+|\"(?:[^\"]++|\"\"){1,250}\")";
    private static final Pattern PARTS = Pattern.compile(PART);
    private static final Pattern NAME = Pattern.compile(PART + "(?:\\." + PART + "){0,2}");

    /** Means the SELECT of the table. */
    static final Form<String> FORM =
            Form.text("a table: orders, shop.orders, AwsDataCatalog.shop.orders", TableName::select);

    private TableName() {}

    private static String select(String text) {
        if (!NAME.matcher(text).matches() || text.contains("${")) {
            throw new IllegalArgumentException("must be the name of a table, after its database and catalog if need"
                    + " be, such as orders or \"shop\".\"orders\"; found \"" + text + "\"");
        }
        return "SELECT * FROM " + parts(text).map(TableName::quoted).collect(Collectors.joining("."));
    }

    private static Stream<String> parts(String text) {
        return PARTS.matcher(text).results().map(MatchResult::group);
    }

    private static String quoted(String part) {
        return part.startsWith("\"") ? part : '"' + part + '"';
    }
}
