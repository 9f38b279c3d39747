package io.github.athenaconnect.result;

import java.util.Optional;

/**
 * Where a page of a result begins.
 *
 * @param executionId the execution whose result it is
 * @param token Athena's token of the page; absent for the first
 * @param row number of rows before it, the heading not counted
 * @param asked how many rows were asked for when the token was given; 0 without one
 */
record PageMark(String executionId, Optional<String> token, long row, int asked) {
    static PageMark first(String executionId) {
        return new PageMark(executionId, Optional.empty(), 0, 0);
    }

    boolean isFirst() {
        return token.isEmpty();
    }
}
