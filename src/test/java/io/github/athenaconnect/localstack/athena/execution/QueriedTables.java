package io.github.athenaconnect.localstack.athena.execution;

import io.github.athenaconnect.localstack.catalog.Catalog;
import io.github.athenaconnect.localstack.engine.TableDefinition;
import io.github.athenaconnect.localstack.sql.Token;
import io.github.athenaconnect.localstack.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.QueryExecutionContext;

/** Finds the tables of the catalog that a query names: a name of a table, with the database before a dot or without. */
final class QueriedTables {
    private QueriedTables() {}

    static List<TableDefinition> of(Execution execution, Catalog catalog) {
        String database = Optional.ofNullable(execution.request().queryExecutionContext())
                .map(QueryExecutionContext::database)
                .orElse("default");
        List<Token> tokens = Tokens.withoutSpace(execution.request().queryString());
        List<TableDefinition> tables = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isName()) {
                boolean qualified =
                        i > 1 && tokens.get(i - 1).is(".") && tokens.get(i - 2).isName();
                catalog.table(qualified ? name(tokens.get(i - 2)) : database, name(tokens.get(i)))
                        .filter(table -> !tables.contains(table))
                        .ifPresent(tables::add);
            }
        }
        return tables;
    }

    private static String name(Token token) {
        return token.unquoted().toLowerCase(Locale.ROOT);
    }
}
