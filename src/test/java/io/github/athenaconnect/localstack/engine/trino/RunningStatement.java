package io.github.athenaconnect.localstack.engine.trino;

import io.github.athenaconnect.localstack.engine.Cancellation;
import io.github.athenaconnect.localstack.engine.EngineFailure;
import java.net.URI;
import java.util.Optional;

/** A statement between its first answer and its last: one thread advances it, any thread may cancel it. */
final class RunningStatement {
    private final StatementClient client;
    private volatile Answer answer;

    private RunningStatement(StatementClient client, Answer first) {
        this.client = client;
        this.answer = first;
    }

    /** Starts a statement that ends when the cancellation asks for it. */
    static RunningStatement start(StatementClient client, TrinoStatement statement, Cancellation cancellation)
            throws EngineFailure {
        RunningStatement running = new RunningStatement(client, client.start(statement));
        cancellation.onRequest(running::cancel);
        return running;
    }

    /** The newest answer. */
    Answer answer() {
        return answer;
    }

    /**
     * Fetches the next answer.
     *
     * @return false if there is none
     */
    boolean advance() throws EngineFailure {
        Optional<Answer> next = client.after(answer);
        next.ifPresent(newest -> answer = newest);
        return next.isPresent();
    }

    /** Fetches answers until there are no more, and returns the last. */
    Answer finish() throws EngineFailure {
        while (advance()) {
            // Only the last answer has the count of rows written.
        }
        return answer;
    }

    /** Ends the statement if it still runs; the thread that advances it then sees it fail. */
    void cancel() {
        Optional<URI> next = answer.next();
        if (next.isPresent()) {
            client.cancel(next.get());
        }
    }
}
