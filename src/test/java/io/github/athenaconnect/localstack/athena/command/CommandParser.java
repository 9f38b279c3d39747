package io.github.athenaconnect.localstack.athena.command;

import io.github.athenaconnect.localstack.athena.protocol.RequestRefused;
import io.github.athenaconnect.localstack.engine.SqlStatement;
import io.github.athenaconnect.localstack.sql.Token;
import io.github.athenaconnect.localstack.sql.Tokens;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out which command a query string is. */
public final class CommandParser {
    private static final String FROM_SYNTHETIC =
            "select \\* from \"?synthetic\"?[.]\"?rows_(\\d+)" + "(?:_each_(\\d+)_longer_by_(\\d+))?\"?";
    private static final Pattern SYNTHETIC = Pattern.compile("(?i)" + FROM_SYNTHETIC);
    private static final Pattern SYNTHETIC_COLUMNS =
            Pattern.compile("(?i)select \\* from \\( " + FROM_SYNTHETIC + " \\) limit 0");

    private final String database;
    private final List<String> parameters;

    /**
     * Parses query strings of one request.
     *
     * @param database where unqualified names are looked up
     * @param parameters for question marks
     */
    public CommandParser(String database, List<String> parameters) {
        this.database = database;
        this.parameters = List.copyOf(parameters);
    }

    /** The command; refuses at once what does not begin like any statement that this stack knows. */
    public Command parse(String queryString) throws RequestRefused {
        List<Token> tokens = Tokens.withoutSpace(queryString);
        while (!tokens.isEmpty() && tokens.get(tokens.size() - 1).is(";")) {
            tokens = tokens.subList(0, tokens.size() - 1);
        }
        if (tokens.isEmpty()) {
            throw RequestRefused.invalid("MALFORMED_QUERY", "line 1:1: mismatched input '<EOF>'");
        }
        Token last = tokens.get(tokens.size() - 1);
        String sql = queryString.substring(0, last.position() + last.text().length());
        return switch (tokens.get(0).lowerCase()) {
            case "select", "with", "values", "table", "(" -> select(sql, tokens);
            case "unload" -> UnloadParser.parse(sql, tokens, this::statement);
            case "explain" -> explain(sql, tokens);
            case "show" -> show(tokens);
            case "describe", "desc" -> describe(tokens);
            default -> throw mismatched(tokens.get(0));
        };
    }

    static RequestRefused mismatched(Token token) {
        return RequestRefused.invalid(
                "MALFORMED_QUERY",
                "line 1:" + (token.position() + 1) + ": mismatched input '" + token.text()
                        + "'. Expecting: 'DESCRIBE', 'EXPLAIN', 'SELECT', 'SHOW', 'UNLOAD', 'VALUES', 'WITH'");
    }

    private SqlStatement statement(String sql) {
        return new SqlStatement(sql, database, parameters);
    }

    private Command select(String sql, List<Token> tokens) {
        String words = words(tokens);
        if (SYNTHETIC_COLUMNS.matcher(words).matches()) {
            return new Command.SelectSynthetic(0, 1, 0);
        }
        Matcher synthetic = SYNTHETIC.matcher(words);
        return synthetic.matches() ? synthetic(synthetic) : new Command.Select(statement(sql));
    }

    private static Command synthetic(Matcher table) {
        long rows = Long.parseLong(table.group(1));
        return table.group(2) == null
                ? new Command.SelectSynthetic(rows, 1, 0)
                : new Command.SelectSynthetic(rows, Long.parseLong(table.group(2)), Integer.parseInt(table.group(3)));
    }

    private static String words(List<Token> tokens) {
        return String.join(" ", tokens.stream().map(Token::text).toList()).replace(" . ", ".");
    }

    private Command explain(String sql, List<Token> tokens) {
        int first = tokens.size() > 1 && tokens.get(1).is("(") ? Tokens.closing(tokens, 1) + 1 : 1;
        boolean validateOnly =
                tokens.subList(1, Math.min(first, tokens.size())).stream().anyMatch(token -> token.is("validate"));
        String explained =
                first < tokens.size() ? sql.substring(tokens.get(first).position()) : "";
        if (SYNTHETIC
                .matcher(words(tokens.subList(Math.min(first, tokens.size()), tokens.size())))
                .matches()) {
            // No engine knows the computed table, whose statement is always right.
            return new Command.Explain(statement("SELECT 1"), validateOnly);
        }
        return new Command.Explain(statement(explained), validateOnly);
    }

    private Command show(List<Token> tokens) throws RequestRefused {
        if (tokens.size() > 1 && (tokens.get(1).is("databases") || tokens.get(1).is("schemas"))) {
            return new Command.ShowDatabases();
        }
        if (tokens.size() > 1 && tokens.get(1).is("tables")) {
            return new Command.ShowTables(tokens.size() > 3 ? tokens.get(3).unquoted() : database);
        }
        throw mismatched(tokens.get(tokens.size() > 1 ? 1 : 0));
    }

    private Command describe(List<Token> tokens) throws RequestRefused {
        List<Token> names = tokens.stream()
                .skip(1)
                .filter(token -> token.isName() && !token.is("table"))
                .toList();
        if (names.isEmpty()) {
            throw mismatched(tokens.get(0));
        }
        String table = names.get(names.size() - 1).unquoted();
        return new Command.Describe(names.size() > 1 ? names.get(0).unquoted() : database, table);
    }
}
