package io.github.athenaconnect.localstack.engine;

import java.util.List;
import java.util.Map;

/**
 * An UNLOAD statement, taken apart.
 *
 * @param select the query in its parentheses
 * @param target an S3 URI that ends with a slash; the engine refuses one that holds objects
 * @param options the properties of the WITH clause but format and partitioned_by, names in lower case
 * @param partitionedBy the last columns of the query, or none
 */
public record Unload(
        SqlStatement select,
        String target,
        UnloadFormat format,
        Map<String, String> options,
        List<String> partitionedBy) {
    public Unload {
        options = Map.copyOf(options);
        partitionedBy = List.copyOf(partitionedBy);
    }
}
