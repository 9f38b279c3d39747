package io.github.athenaconnect.secrecy;

/**
 * A place where a secret stands.
 *
 * @param line counted from one
 * @param kind what the secret was, as far as it tells; never the secret
 * @param form how it was written there
 */
public record Leak(int line, String kind, String form) {
    @Override
    public String toString() {
        return "line " + line + ": " + kind + ", " + form;
    }
}
