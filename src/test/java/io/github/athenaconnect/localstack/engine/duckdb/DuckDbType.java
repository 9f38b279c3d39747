package io.github.athenaconnect.localstack.engine.duckdb;

import io.github.athenaconnect.localstack.sql.Token;
import io.github.athenaconnect.localstack.sql.Tokens;
import java.util.ArrayList;
import java.util.List;

/** Writes a type of Athena's SQL as DuckDB writes it. */
final class DuckDbType {
    private DuckDbType() {}

    static String of(String athenaType) {
        return of(Tokens.withoutSpace(athenaType));
    }

    static String of(List<Token> type) {
        String name = type.get(0).lowerCase();
        boolean zoned = type.get(type.size() - 1).is("zone") && type.stream().anyMatch(token -> token.is("with"));
        return switch (name) {
            case "array" -> of(argument(type, 0)) + "[]";
            case "map" -> "MAP(" + of(argument(type, 0)) + ", " + of(argument(type, 1)) + ")";
            case "row" -> row(type);
            case "varbinary" -> "BLOB";
            case "varchar", "char" -> "VARCHAR";
            case "time" -> zoned ? "TIMETZ" : "TIME";
            case "timestamp" -> zoned ? "TIMESTAMPTZ" : timestamp(type);
            case "interval" -> "INTERVAL";
            default -> String.join("", type.stream().map(Token::text).toList());
        };
    }

    private static String row(List<Token> type) {
        List<String> fields = new ArrayList<>();
        for (List<Token> field : arguments(type)) {
            fields.add(field.get(0).text() + " " + of(field.subList(1, field.size())));
        }
        return "STRUCT(" + String.join(", ", fields) + ")";
    }

    private static String timestamp(List<Token> type) {
        boolean fine = type.size() > 2 && Integer.parseInt(type.get(2).text()) > 3;
        return fine ? "TIMESTAMP_NS" : "TIMESTAMP";
    }

    private static List<Token> argument(List<Token> type, int index) {
        return arguments(type).get(index);
    }

    private static List<List<Token>> arguments(List<Token> type) {
        List<List<Token>> arguments = new ArrayList<>();
        int depth = 0;
        int start = 2;
        for (int i = 1; i < type.size(); i++) {
            Token token = type.get(i);
            if (token.is("(")) {
                depth++;
            } else if (token.is(")")) {
                depth--;
            }
            if ((token.is(",") && depth == 1) || (token.is(")") && depth == 0)) {
                arguments.add(type.subList(start, i));
                start = i + 1;
            }
        }
        return arguments;
    }
}
