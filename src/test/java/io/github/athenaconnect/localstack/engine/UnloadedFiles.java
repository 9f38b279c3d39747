package io.github.athenaconnect.localstack.engine;

import java.util.List;

/**
 * What an UNLOAD wrote.
 *
 * @param uris the S3 URI of each file; none if the query had no rows
 * @param rows how many rows all of them hold
 */
public record UnloadedFiles(List<String> uris, long rows) {
    public UnloadedFiles {
        uris = List.copyOf(uris);
    }
}
