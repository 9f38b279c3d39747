package io.github.athenaconnect;

import io.github.athenaconnect.query.Attempt;
import java.time.Instant;
import java.util.List;

/**
 * What an execution of a watched query left.
 *
 * @param execution Athena's id
 * @param attempt what it was started for
 * @param statement with the values of its run
 * @param started when
 * @param rows of its result, in order, each its values with a space between them; empty while there is no result
 */
record RunResult(String execution, Attempt attempt, String statement, Instant started, List<String> rows) {
    @Override
    public String toString() {
        return "run " + attempt.run() + ", attempt " + attempt.number() + ", execution " + execution + ", started "
                + started + ", " + rows.size() + " rows";
    }
}
