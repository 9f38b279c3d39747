package io.github.athenaconnect.localstack.engine.duckdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.engine.ErrorName;
import io.github.athenaconnect.localstack.engine.SqlStatement;
import io.github.athenaconnect.localstack.sql.Token;
import io.github.athenaconnect.localstack.sql.Tokens;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in Athena's words why DuckDB refused or broke off one statement. */
final class DuckDbErrors {
    /** What a streaming result says whatever the reason was. */
    private static final String REASON_LOST = "Invalid result set";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern MISSING_SCHEMA = Pattern.compile("schema \"([^\"]*)\" does not exist");
    private static final Pattern CONVERSION = Pattern.compile("Could not convert string '(.*)' to (\\w+)");
    private static final Pattern UNDEFINED_ALIAS =
            Pattern.compile("Column \"(.*)\" referenced that exists in the SELECT clause");
    private static final Pattern NEAR = Pattern.compile("near \"([^\"]*)\"");

    private final SqlStatement statement;
    private final boolean databaseExists;
    private final Rerun rerun;

    /** Runs the statement again in a way that tells its error. */
    interface Rerun {
        void run() throws SQLException, EngineFailure;
    }

    DuckDbErrors(SqlStatement statement, boolean databaseExists, Rerun rerun) {
        this.statement = statement;
        this.databaseExists = databaseExists;
        this.rerun = rerun;
    }

    EngineFailure failure(SQLException error) {
        if (error.getMessage().contains(REASON_LOST)) {
            try {
                rerun.run();
                return classify(error);
            } catch (SQLException e) {
                return classify(e);
            } catch (EngineFailure e) {
                return e;
            }
        }
        return classify(error);
    }

    private EngineFailure classify(SQLException error) {
        JsonNode details = details(error.getMessage());
        String message = details.path("exception_message").asText(error.getMessage());
        return switch (details.path("exception_type").asText()) {
            case "Parser" -> syntax(message, error);
            case "Binder" -> binder(details, message, error);
            case "Catalog" -> catalog(details, message, error);
            case "Conversion" -> new EngineFailure(ErrorName.INVALID_CAST_ARGUMENT, conversion(message), error);
            case "Out of Range" -> new EngineFailure(ErrorName.NUMERIC_VALUE_OUT_OF_RANGE, message, error);
            case "Out of Memory" ->
                new EngineFailure(
                        ErrorName.EXCEEDED_RESOURCES, "Query exhausted resources at this scale factor", error);
            default ->
                message.startsWith("Division by zero")
                        ? new EngineFailure(ErrorName.DIVISION_BY_ZERO, "Division by zero", error)
                        : new EngineFailure(ErrorName.GENERIC_USER_ERROR, message, error);
        };
    }

    private EngineFailure syntax(String message, SQLException error) {
        Matcher near = NEAR.matcher(message);
        String at = near.find() ? near.group(1) : "";
        String detail = at.isEmpty()
                ? "line 1:" + (statement.sql().length() + 1) + ": mismatched input '<EOF>'"
                : position(at) + ": mismatched input '" + at + "'";
        return new EngineFailure(ErrorName.SYNTAX_ERROR, detail, error);
    }

    private EngineFailure binder(JsonNode details, String message, SQLException error) {
        Matcher undefined = UNDEFINED_ALIAS.matcher(message);
        if (details.path("error_subtype").asText().equals("COLUMN_NOT_FOUND") || undefined.find()) {
            String name = details.has("name") ? details.path("name").asText() : undefined.group(1);
            return new EngineFailure(
                    ErrorName.COLUMN_NOT_FOUND,
                    position(name) + ": Column '" + name
                            + "' cannot be resolved or requester is not authorized to access requested resources",
                    error);
        }
        return new EngineFailure(
                ErrorName.TYPE_MISMATCH,
                "line 1:1: " + message.lines().findFirst().orElse(""),
                error);
    }

    private static String conversion(String message) {
        Matcher matcher = CONVERSION.matcher(message);
        if (!matcher.find()) {
            return message;
        }
        String type = matcher.group(2).replace("INT32", "INT").replace("INT64", "BIGINT");
        return "Cannot cast '" + matcher.group(1) + "' to " + type;
    }

    private EngineFailure catalog(JsonNode details, String message, SQLException error) {
        String name = details.path("name").asText();
        if (!details.path("type").asText().startsWith("Table") && !message.startsWith("Table")) {
            return new EngineFailure(
                    ErrorName.FUNCTION_NOT_FOUND, position(name) + ": Function '" + name + "' not registered", error);
        }
        Matcher schema = MISSING_SCHEMA.matcher(message);
        if (schema.find()) {
            return missingSchema(schema.group(1), schema.group(1), error);
        }
        if (!databaseExists && !name.contains(".")) {
            return missingSchema(statement.database(), name, error);
        }
        List<String> parts = List.of(name.split("\\.", -1));
        String last = parts.get(parts.size() - 1);
        String schemaName = parts.size() > 1 ? parts.get(parts.size() - 2) : statement.database();
        return new EngineFailure(
                ErrorName.TABLE_NOT_FOUND,
                position(last) + ": Table 'awsdatacatalog." + schemaName + "." + last + "' does not exist",
                error);
    }

    private EngineFailure missingSchema(String schema, String writtenAt, SQLException error) {
        return new EngineFailure(
                ErrorName.SCHEMA_NOT_FOUND, position(writtenAt) + ": Schema '" + schema + "' does not exist", error);
    }

    /** Where a name stands in the statement as the caller wrote it. */
    private String position(String name) {
        int at = Tokens.withoutSpace(statement.sql()).stream()
                .filter(token -> token.unquoted().equalsIgnoreCase(name))
                .mapToInt(Token::position)
                .findFirst()
                .orElse(0);
        String before = statement.sql().substring(0, at);
        return "line " + (before.chars().filter(c -> c == '\n').count() + 1) + ":" + (at - before.lastIndexOf('\n'));
    }

    private static JsonNode details(String message) {
        int brace = message.indexOf('{');
        if (brace < 0) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(message.substring(brace));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
