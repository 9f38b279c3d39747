package io.github.athenaconnect.localstack.athena.command;

import io.github.athenaconnect.localstack.engine.SqlStatement;
import io.github.athenaconnect.localstack.engine.Unload;
import software.amazon.awssdk.services.athena.model.StatementType;

/** A statement that the stack can execute, taken apart as far as the endpoint needs it. */
public sealed interface Command {
    /** How Athena classes it. */
    StatementType type();

    /** Athena's finer class of it, such as {@code SELECT}. */
    String subtype();

    /** How its result object ends: {@code .csv}, {@code .txt} or nothing. */
    default String extension() {
        return type() == StatementType.UTILITY ? ".txt" : ".csv";
    }

    /** A query that the engine runs. */
    record Select(SqlStatement statement) implements Command {
        @Override
        public StatementType type() {
            return StatementType.DML;
        }

        @Override
        public String subtype() {
            return "SELECT";
        }
    }

    /**
     * {@code SELECT * FROM synthetic.rows_n}, or {@code synthetic.rows_n_each_e_longer_by_b}: a result that is computed and
     * never stored.
     *
     * @param each of so many rows one is longer
     * @param longer by so many bytes
     */
    record SelectSynthetic(long rows, long each, int longer) implements Command {
        @Override
        public StatementType type() {
            return StatementType.DML;
        }

        @Override
        public String subtype() {
            return "SELECT";
        }
    }

    /** A query whose rows go to files. */
    record UnloadTo(Unload unload) implements Command {
        @Override
        public StatementType type() {
            return StatementType.DML;
        }

        @Override
        public String subtype() {
            return "UNLOAD";
        }

        @Override
        public String extension() {
            return "";
        }
    }

    /**
     * The plan of a query, or whether it is valid.
     *
     * @param validateOnly for {@code EXPLAIN (TYPE VALIDATE)}
     */
    record Explain(SqlStatement statement, boolean validateOnly) implements Command {
        @Override
        public StatementType type() {
            return StatementType.UTILITY;
        }

        @Override
        public String subtype() {
            return "EXPLAIN";
        }
    }

    /** {@code SHOW DATABASES}. */
    record ShowDatabases() implements Command {
        @Override
        public StatementType type() {
            return StatementType.UTILITY;
        }

        @Override
        public String subtype() {
            return "SHOW_DATABASES";
        }
    }

    /** {@code SHOW TABLES}. */
    record ShowTables(String database) implements Command {
        @Override
        public StatementType type() {
            return StatementType.UTILITY;
        }

        @Override
        public String subtype() {
            return "SHOW_TABLES";
        }
    }

    /** {@code DESCRIBE} a table. */
    record Describe(String database, String table) implements Command {
        @Override
        public StatementType type() {
            return StatementType.UTILITY;
        }

        @Override
        public String subtype() {
            return "DESCRIBE_TABLE";
        }
    }
}
