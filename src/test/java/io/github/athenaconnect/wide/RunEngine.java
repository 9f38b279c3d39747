package io.github.athenaconnect.wide;

import io.github.athenaconnect.localstack.LocalStack;

/** The SQL engine of this run, as far as its types and values are not those of the other one. */
public final class RunEngine {
    private RunEngine() {}

    /** Whether it is Athena's own. */
    public static boolean isTrino() {
        return "trino".equals(System.getProperty(LocalStack.ENGINE_PROPERTY));
    }

    /** Whether it has a type; DuckDB has no addresses without an extension. */
    public static boolean has(WideType type) {
        return isTrino() || !type.name().equals("ipaddress");
    }
}
