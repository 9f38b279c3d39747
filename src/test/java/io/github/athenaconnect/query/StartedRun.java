package io.github.athenaconnect.query;

import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/** Finds out for which run an execution was started: the token of its start is a digest, so it is compared with theirs. */
public final class StartedRun {
    private static final int ATTEMPTS = 4;

    private StartedRun() {}

    /**
     * The attempt that {@code request} was for; empty if it was for none of these runs.
     *
     * @param candidates the runs that can have been meant
     */
    public static Optional<Attempt> of(Query query, StartQueryExecutionRequest request, Stream<Run> candidates) {
        return candidates
                .flatMap(run -> IntStream.range(0, ATTEMPTS).mapToObj(number -> new Attempt(run, number)))
                .filter(attempt ->
                        ClientRequestToken.of(query, attempt, request).equals(request.clientRequestToken()))
                .findFirst();
    }
}
