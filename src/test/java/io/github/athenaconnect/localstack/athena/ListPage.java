package io.github.athenaconnect.localstack.athena;

import io.github.athenaconnect.localstack.athena.protocol.RequestRefused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a list, at most 50 items long; its token is the place where the next one begins. */
record ListPage<T>(List<T> items, @Nullable String nextToken) {
    private static final int MOST = 50;

    static <T> ListPage<T> of(List<T> all, @Nullable String token, @Nullable Integer maxResults) throws RequestRefused {
        if (token != null && !token.matches("\\d{1,9}")) {
            throw RequestRefused.invalid("INVALID_INPUT", "NextToken is invalid");
        }
        int start = token == null ? 0 : Math.min(Integer.parseInt(token), all.size());
        int end = Math.min(start + (maxResults == null ? MOST : maxResults), all.size());
        return new ListPage<>(all.subList(start, end), end < all.size() ? Integer.toString(end) : null);
    }
}
