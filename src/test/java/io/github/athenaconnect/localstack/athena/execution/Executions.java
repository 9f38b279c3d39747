package io.github.athenaconnect.localstack.athena.execution;

import io.github.athenaconnect.localstack.athena.command.Command;
import io.github.athenaconnect.localstack.athena.protocol.RequestRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.ResultReuseByAgeConfiguration;
import software.amazon.awssdk.services.athena.model.ResultReuseConfiguration;
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

    /**
     * The latest execution whose result a request may have instead of one of its own: of the same query, context,
     * workgroup and result configuration, and not older than the request allows.
     */
    public Optional<Execution> reusableFor(StartQueryExecutionRequest request, Instant now) {
        return Optional.ofNullable(request.resultReuseConfiguration())
                .map(ResultReuseConfiguration::resultReuseByAgeConfiguration)
                .filter(ResultReuseByAgeConfiguration::enabled)
                .map(byAge -> Duration.ofMinutes(
                        Optional.ofNullable(byAge.maxAgeInMinutes()).orElse(60)))
                .flatMap(maxAge -> byId.values().stream()
                        .filter(execution -> execution.command() instanceof Command.Select)
                        // A result does not get younger by being given again.
                        .filter(execution -> execution.earlier().isEmpty())
                        .filter(execution -> asksTheSame(execution.request(), request))
                        .filter(execution -> isYounger(execution.snapshot(), now.minus(maxAge)))
                        .max(Comparator.comparing(
                                execution -> execution.snapshot().submitted())));
    }

    private static boolean asksTheSame(StartQueryExecutionRequest one, StartQueryExecutionRequest other) {
        return one.queryString().equals(other.queryString())
                && Objects.equals(one.queryExecutionContext(), other.queryExecutionContext())
                && Objects.equals(one.workGroup(), other.workGroup())
                && Objects.equals(one.resultConfiguration(), other.resultConfiguration());
    }

    private static boolean isYounger(Execution.Snapshot snapshot, Instant than) {
        return snapshot.state() == QueryExecutionState.SUCCEEDED
                && snapshot.completed().filter(than::isBefore).isPresent();
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
