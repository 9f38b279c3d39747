package io.github.athenaconnect.localstack.engine.trino;

import io.github.athenaconnect.localstack.engine.ResultColumn;

/** Trino's types under the names and numbers that Athena shows in {@code ColumnInfo}. */
final class AthenaColumnType {
    private AthenaColumnType() {}

    /** The column as Athena shows it. */
    static ResultColumn column(String label, TypeSignature type) {
        String name = type.name().equals("real") ? "float" : type.name();
        return new ResultColumn(label, name, precision(type), scale(type));
    }

    private static int precision(TypeSignature type) {
        return switch (type.name()) {
            case "tinyint", "time", "time with time zone", "timestamp", "timestamp with time zone" -> 3;
            case "smallint" -> 5;
            case "integer" -> 10;
            case "bigint" -> 19;
            case "real", "double" -> 17;
            case "varbinary" -> 1_073_741_824;
            case "varchar", "char", "decimal" -> type.numbers().get(0);
            default -> 0;
        };
    }

    private static int scale(TypeSignature type) {
        return type.name().equals("decimal") ? type.numbers().get(1) : 0;
    }
}
