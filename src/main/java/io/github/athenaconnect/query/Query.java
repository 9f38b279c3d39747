package io.github.athenaconnect.query;

/**
 * What is asked: one SQL statement of one connector.
 *
 * @param connector name of the connector, which keeps the tokens of two connectors apart
 * @param name name of the query, unique in its connector
 * @param sql the statement as it was configured, placeholders included
 */
public record Query(String connector, String name, String sql) {
    /** Tells this statement from any other; short enough to be stored with every offset. */
    public String fingerprint() {
        return new Digest().add(sql).hex().substring(0, 16);
    }
}
