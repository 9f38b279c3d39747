package io.github.athenaconnect.localstack.athena.command;

import io.github.athenaconnect.localstack.athena.protocol.RequestRefused;
import io.github.athenaconnect.localstack.engine.SqlStatement;
import io.github.athenaconnect.localstack.engine.Unload;
import io.github.athenaconnect.localstack.engine.UnloadFormat;
import io.github.athenaconnect.localstack.sql.Token;
import io.github.athenaconnect.localstack.sql.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Takes {@code UNLOAD (query) TO 's3://...' WITH (format = '...', ...)} apart. */
final class UnloadParser {
    private UnloadParser() {}

    static Command parse(String sql, List<Token> tokens, Function<String, SqlStatement> statement)
            throws RequestRefused {
        require(tokens, 1, "(");
        int closing = Tokens.closing(tokens, 1);
        require(tokens, closing + 1, "to");
        if (closing + 2 >= tokens.size() || tokens.get(closing + 2).kind() != Token.Kind.STRING) {
            throw CommandParser.mismatched(tokens.get(tokens.size() - 1));
        }
        String select =
                sql.substring(tokens.get(1).position() + 1, tokens.get(closing).position());
        String target = tokens.get(closing + 2).unquoted();
        Map<String, List<String>> properties = properties(tokens, closing + 3);
        List<String> partitionedBy = properties.getOrDefault("partitioned_by", List.of());
        UnloadFormat format =
                format(properties.getOrDefault("format", List.of("")).get(0));
        Map<String, String> options = new LinkedHashMap<>();
        properties.forEach((name, values) -> {
            if (!name.equals("format") && !name.equals("partitioned_by")) {
                options.put(name, values.get(0));
            }
        });
        return new Command.UnloadTo(new Unload(
                statement.apply(select.strip()),
                target.endsWith("/") ? target : target + "/",
                format,
                options,
                partitionedBy));
    }

    private static UnloadFormat format(String name) throws RequestRefused {
        for (UnloadFormat format : UnloadFormat.values()) {
            if (format.name().equals(name.toUpperCase(Locale.ROOT))) {
                return format;
            }
        }
        throw RequestRefused.invalid(
                "MALFORMED_QUERY", "UNLOAD needs the property format: ORC, PARQUET, AVRO, JSON or TEXTFILE");
    }

    /** Each property with its values: one, or those of an ARRAY. */
    private static Map<String, List<String>> properties(List<Token> tokens, int with) throws RequestRefused {
        require(tokens, with, "with");
        Map<String, List<String>> properties = new LinkedHashMap<>();
        List<String> values = new ArrayList<>();
        for (int i = with + 1; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isName() && i + 1 < tokens.size() && tokens.get(i + 1).is("=")) {
                values = new ArrayList<>();
                properties.put(token.lowerCase(), values);
            } else if (token.kind() == Token.Kind.STRING || token.kind() == Token.Kind.NUMBER) {
                values.add(token.unquoted());
            }
        }
        return properties;
    }

    private static void require(List<Token> tokens, int index, String text) throws RequestRefused {
        if (index >= tokens.size() || !tokens.get(index).is(text)) {
            throw CommandParser.mismatched(tokens.get(Math.min(index, tokens.size() - 1)));
        }
    }
}
