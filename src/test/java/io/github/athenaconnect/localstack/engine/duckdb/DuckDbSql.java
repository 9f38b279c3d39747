package io.github.athenaconnect.localstack.engine.duckdb;

import io.github.athenaconnect.localstack.sql.Token;
import io.github.athenaconnect.localstack.sql.Tokens;
import java.util.List;

/**
 * Rewrites a query or an expression of Athena's SQL to DuckDB's: literals, casts and types. What is the same in both is
 * passed through untouched, space included, so that positions stay meaningful.
 */
final class DuckDbSql {
    private final StringBuilder out = new StringBuilder();

    private DuckDbSql() {}

    /** A query, with a name on each column of its result that has none: see {@link SelectList}. */
    static String query(String athenaSql) {
        return expression(SelectList.named(athenaSql));
    }

    static String expression(String athenaSql) {
        DuckDbSql sql = new DuckDbSql();
        sql.translate(Tokens.of(athenaSql));
        return sql.out.toString();
    }

    private void translate(List<Token> tokens) {
        int i = 0;
        while (i < tokens.size()) {
            i = translate(tokens, i);
        }
    }

    private int translate(List<Token> tokens, int i) {
        Token token = tokens.get(i);
        int next = afterSpace(tokens, i + 1);
        if (next < tokens.size() && token.kind() == Token.Kind.WORD) {
            if (tokens.get(next).kind() == Token.Kind.STRING && literal(token, tokens.get(next))) {
                return next + 1;
            }
            if (tokens.get(next).is("(") && (token.is("cast") || token.is("try_cast"))) {
                return cast(tokens, token, next);
            }
        }
        out.append(isDouble(token) ? token.text() + "e0" : withoutNul(token));
        return i + 1;
    }

    private boolean literal(Token type, Token value) {
        String text = value.unquoted();
        switch (type.lowerCase()) {
            case "x" -> out.append("unhex('").append(text.replaceAll("\\s", "")).append("')");
            case "decimal" -> out.append("CAST(" + value.text() + " AS " + decimalOf(text) + ")");
            case "timestamp" -> out.append(timestampType(text)).append(' ').append(withOffsetClose(value.text()));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Casts to JSON make a JSON value of the operand, where DuckDB would parse it. */
    private int cast(List<Token> tokens, Token function, int opening) {
        int closing = Tokens.closing(tokens, opening);
        int as = lastAs(tokens, opening, closing);
        if (as < 0) {
            out.append(function.text());
            return opening;
        }
        List<Token> type = tokens.subList(as + 1, closing).stream()
                .filter(token -> token.kind() != Token.Kind.SPACE)
                .toList();
        boolean json = type.get(0).is("json");
        out.append(json ? "to_json" : function.text()).append('(');
        translate(tokens.subList(opening + 1, as));
        out.append(json ? ")" : "AS " + DuckDbType.of(type) + ")");
        return closing + 1;
    }

    private static int lastAs(List<Token> tokens, int opening, int closing) {
        int depth = 0;
        int found = -1;
        for (int i = opening; i < closing; i++) {
            Token token = tokens.get(i);
            if (token.is("(")) {
                depth++;
            } else if (token.is(")")) {
                depth--;
            } else if (token.is("as") && depth == 1) {
                found = i;
            }
        }
        return found;
    }

    /** DuckDB's reader of SQL takes U+0000 for the end. */
    private static String withoutNul(Token token) {
        return token.kind() == Token.Kind.STRING && token.text().indexOf('\0') >= 0
                ? "(" + token.text().replace("\0", "' || chr(0) || '") + ")"
                : token.text();
    }

    /** Of the types that {@link DuckDbType} gives columns, the one that has as many digits. */
    private static String timestampType(String text) {
        if (hasZone(text)) {
            return "TIMESTAMPTZ";
        }
        int point = text.indexOf('.');
        return point >= 0 && text.length() - point - 1 > 3 ? "TIMESTAMP_NS" : "TIMESTAMP";
    }

    private static String decimalOf(String text) {
        String digits = text.replaceAll("[^0-9.]", "").replaceFirst("^0+(?=.)", "");
        int point = digits.indexOf('.');
        int scale = point < 0 ? 0 : digits.length() - point - 1;
        int precision = digits.length() - (point < 0 ? 0 : 1);
        return "DECIMAL(" + precision + "," + scale + ")";
    }

    /** DuckDB takes an offset after a blank for the name of a zone. */
    private static String withOffsetClose(String timestamp) {
        return timestamp.replaceFirst(" ([+-]\\d)", "$1");
    }

    private static boolean hasZone(String timestamp) {
        return timestamp.matches(".*\\d\\d:\\d\\d.*[ ]?([A-Za-z]|[+-]\\d).*");
    }

    /** Athena reads 1.5 as a double, DuckDB as a decimal. */
    private static boolean isDouble(Token token) {
        return token.kind() == Token.Kind.NUMBER
                && token.text().indexOf('.') >= 0
                && !token.lowerCase().contains("e");
    }

    private static int afterSpace(List<Token> tokens, int i) {
        return i < tokens.size() && tokens.get(i).kind() == Token.Kind.SPACE ? i + 1 : i;
    }
}
