package io.github.athenaconnect.localstack.athena.execution;

import io.github.athenaconnect.localstack.athena.protocol.RequestRefused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/** All executions that were started, and the request tokens that started them. Safe for many threads. */
public final class Executions {
    private final Map<String, Execution> byId = new ConcurrentHashMap<>();
    private final Map<String, Execution> byToken = new ConcurrentHashMap<>();
    private final List<Execution> inOrder = new CopyOnWriteArrayList<>();

    /** Remembers a new execution; its token is remembered with it. */
    public void add(Execution execution) {
        byId.put(execution.id(), execution);
        inOrder.add(execution);
        if (execution.request().clientRequestToken() != null) {
            byToken.put(execution.request().clientRequestToken(), execution);
        }
    }

    /** The execution that a request with the same token started; refuses a request that differs from that one. */
    public Optional<Execution> startedBy(StartQueryExecutionRequest request) throws RequestRefused {
        Execution known = request.clientRequestToken() == null ? null : byToken.get(request.clientRequestToken());
        if (known != null && !known.request().equals(request)) {
            throw RequestRefused.invalid("INVALID_INPUT", "Idempotent parameters do not match");
        }
        return Optional.ofNullable(known);
    }

    /** The execution of an id. */
    public Execution find(String id) throws RequestRefused {
        Execution found = byId.get(id);
        if (found == null) {
            throw RequestRefused.invalid("INVALID_INPUT", "QueryExecution " + id + " was not found");
        }
        return found;
    }

    /** The execution of an id, if it is known. */
    public Optional<Execution> findIfKnown(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** All that were ever started, in order, forgotten ones too. */
    public List<Execution> all() {
        return List.copyOf(inOrder);
    }

    /** How many are not final. */
    public long active() {
        return byId.values().stream().filter(execution -> !execution.isFinal()).count();
    }

    /** Forgets all request tokens, so that each starts a new execution. */
    public void forgetTokens() {
        byToken.clear();
    }

    /** Forgets an execution, as Athena does after 45 days. */
    public void forget(String id) {
        byId.remove(id);
    }
}
