package io.github.athenaconnect.wide;

import io.github.athenaconnect.localstack.LocalStack;

/** The SQL engine of this run, as far as its types and values are not those of the other one. */
public final class RunEngine {
    private RunEngine() {}

    /** Whether it is Athena's own. */
    public static boolean isTrino() {
        return "trino".equals(System.getProperty(LocalStack.ENGINE_PROPERTY));
    }

    /** Whether the texts of a column have its values: DuckDB's driver takes timestamps inside of others through another calendar. */
    public static boolean spells(WideColumn column) {
        return isTrino()
                || column.type().name().equals("timestamp")
                || !column.type().type().contains("timestamp");
    }

    /** Whether it has a type; DuckDB has no addresses without an extension. */
    public static boolean has(WideType type) {
        return isTrino() || !type.name().equals("ipaddress");
    }
}
