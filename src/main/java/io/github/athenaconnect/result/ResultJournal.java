package io.github.athenaconnect.result;

import java.util.Optional;

/** Is told what becomes of the results of a query. Quick; called from any thread, for one query in the order of its runs. */
public interface ResultJournal {
    /** Of no interest to anybody. */
    ResultJournal NONE = new ResultJournal() {
        @Override
        public void opened(String executionId, Optional<String> location) {}

        @Override
        public void delivered(String executionId) {}
    };

    /**
     * A result is about to be read; told again when its reading is taken up again.
     *
     * @param location the {@code s3://} URI of its object, of an UNLOAD that of the list of its files; absent if Athena keeps
     *     the result itself, or the object is that of an earlier execution
     */
    void opened(String executionId, Optional<String> location);

    /** A result was read to its end, and all of its rows are on their way. */
    void delivered(String executionId);
}
