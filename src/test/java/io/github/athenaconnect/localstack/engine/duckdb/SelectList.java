package io.github.athenaconnect.localstack.engine.duckdb;

import io.github.athenaconnect.localstack.sql.Token;
import io.github.athenaconnect.localstack.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The columns that the outermost SELECT of a query asks for. DuckDB names an expression by its text and a column by the
 * catalog's casing; Athena numbers the first and keeps the query's casing of the second.
 */
final class SelectList {
    /** The label of a column that the query gave no name. */
    static final String UNNAMED = "unnamed expression";

    private static final Set<String> ENDS = Set.of(
            "from",
            "where",
            "group",
            "having",
            "window",
            "union",
            "intersect",
            "except",
            "order",
            "offset",
            "limit",
            "fetch");
    private static final Set<String> NO_NAMES = Set.of(
            "null",
            "true",
            "false",
            "end",
            "year",
            "month",
            "day",
            "hour",
            "minute",
            "second",
            "current_date",
            "current_timestamp",
            "localtimestamp",
            "current_time");
    private static final Set<String> OPERATORS = Set.of(
            "not", "and", "or", "is", "in", "like", "between", "distinct", "all", "escape", "interval", "select");

    private SelectList() {}

    /** The query with a name on each expression that has none. */
    static String named(String sql) {
        List<Token> tokens = Tokens.withoutSpace(sql);
        StringBuilder out = new StringBuilder(sql);
        List<List<Token>> items = items(tokens);
        for (int i = items.size() - 1; i >= 0; i--) {
            List<Token> item = items.get(i);
            if (!item.isEmpty()) {
                Token last = item.get(item.size() - 1);
                out.insert(last.position() + last.text().length(), alias(item));
            }
        }
        return out.toString();
    }

    private static String alias(List<Token> item) {
        Token last = item.get(item.size() - 1);
        if (last.is("*") || isAliased(item)) {
            return "";
        }
        boolean reference = item.stream().allMatch(token -> token.isName() || token.is("."))
                && !(item.size() == 1 && last.kind() == Token.Kind.WORD && NO_NAMES.contains(last.lowerCase()));
        if (!reference) {
            return " AS \"" + UNNAMED + '"';
        }
        boolean sameCasing = last.unquoted().equals(last.unquoted().toLowerCase(Locale.ROOT));
        return sameCasing ? "" : " AS \"" + last.unquoted().replace("\"", "\"\"") + '"';
    }

    private static boolean isAliased(List<Token> item) {
        Token last = item.get(item.size() - 1);
        if (item.size() < 2 || !last.isName() || NO_NAMES.contains(last.lowerCase())) {
            return false;
        }
        Token before = item.get(item.size() - 2);
        return switch (before.kind()) {
            case SYMBOL -> before.is(")") || before.is("]");
            case WORD -> !OPERATORS.contains(before.lowerCase());
            default -> true;
        };
    }

    private static List<List<Token>> items(List<Token> tokens) {
        List<List<Token>> items = new ArrayList<>();
        int start = start(tokens);
        int depth = 0;
        for (int i = start; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(") || token.is("[")) {
                depth++;
            } else if (token.is(")") || token.is("]")) {
                depth--;
            } else if (depth == 0 && token.kind() == Token.Kind.WORD && ENDS.contains(token.lowerCase())) {
                items.add(tokens.subList(start, i));
                return items;
            } else if (depth == 0 && token.is(",")) {
                items.add(tokens.subList(start, i));
                start = i + 1;
            }
        }
        items.add(tokens.subList(Math.min(start, tokens.size()), tokens.size()));
        return items;
    }

    private static int start(List<Token> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(")) {
                depth++;
            } else if (token.is(")")) {
                depth--;
            } else if (depth == 0 && token.is("select")) {
                boolean quantified = i + 1 < tokens.size()
                        && (tokens.get(i + 1).is("distinct")
                                || tokens.get(i + 1).is("all"));
                return quantified ? i + 2 : i + 1;
            }
        }
        return tokens.size();
    }
}
