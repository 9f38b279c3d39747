package io.github.athenaconnect.localstack.athena;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.athenaconnect.localstack.access.AccessKey;
import io.github.athenaconnect.localstack.access.AccessKeys;
import io.github.athenaconnect.localstack.access.SignatureCheck;
import io.github.athenaconnect.localstack.athena.execution.AthenaFaults;
import io.github.athenaconnect.localstack.athena.execution.CommandWorker;
import io.github.athenaconnect.localstack.athena.execution.Execution;
import io.github.athenaconnect.localstack.athena.execution.ExecutionRunner;
import io.github.athenaconnect.localstack.athena.execution.Executions;
import io.github.athenaconnect.localstack.athena.execution.QueryPermissions;
import io.github.athenaconnect.localstack.athena.protocol.JsonService;
import io.github.athenaconnect.localstack.athena.protocol.RequestRefused;
import io.github.athenaconnect.localstack.athena.workgroup.WorkGroups;
import io.github.athenaconnect.localstack.catalog.Catalog;
import io.github.athenaconnect.localstack.engine.Engine;
import io.github.athenaconnect.localstack.policy.Arns;
import io.github.athenaconnect.localstack.policy.Policies;
import io.github.athenaconnect.localstack.s3.S3Server;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.regions.Region;

/** Athena on 127.0.0.1: runs SQL on an engine, leaves results in S3. */
public final class AthenaServer implements AutoCloseable {
    private final AthenaFaults faults = new AthenaFaults(Clock.systemUTC());
    private final WorkGroups workGroups = new WorkGroups();
    private final Executions executions = new Executions();
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final Map<String, Operation> operations = new TreeMap<>();
    private final AccessKeys accessKeys;
    private final AthenaPermissions permissions;
    private final CallerBuckets buckets;
    private final ExecutionRunner runner;
    private final JsonService http;

    /**
     * Starts.
     *
     * @param delay how long each query stays in QUEUED and in RUNNING, at least
     */
    public AthenaServer(
            Engine engine,
            Catalog catalog,
            S3Server s3,
            AccessKeys accessKeys,
            Policies policies,
            Region region,
            Duration delay) {
        Clock clock = Clock.systemUTC();
        Arns arns = new Arns(region.id());
        this.accessKeys = accessKeys;
        permissions = new AthenaPermissions(policies, arns, executions);
        buckets = new CallerBuckets(s3, accessKeys, region);
        runner = new ExecutionRunner(
                new CommandWorker(engine, catalog, s3, new QueryPermissions(policies, arns, catalog)), faults, delay);
        operations.putAll(
                new QueryOperations(workGroups, executions, runner, buckets, accessKeys, faults, clock).all());
        operations.putAll(new CatalogOperations(catalog, workGroups).all());
        http = JsonService.start(
                "AmazonAthena", SignatureCheck.regional(accessKeys, "athena", region.id(), clock), this::call);
    }

    /** Where clients connect to. */
    public URI endpoint() {
        return http.endpoint();
    }

    /** What this server is to do wrong. */
    public AthenaFaults faults() {
        return faults;
    }

    /** The workgroups of the account. */
    public WorkGroups workGroups() {
        return workGroups;
    }

    /** Every execution that was really started, in order; a repeated token adds none. */
    public List<Execution> started() {
        return executions.all();
    }

    /** How often an operation was called, refused calls too. */
    public long calls(String operation) {
        return calls.getOrDefault(operation, new LongAdder()).sum();
    }

    /** Forgets all request tokens, so that each starts a new execution. */
    public void forgetTokens() {
        executions.forgetTokens();
    }

    /** Forgets an execution, as Athena does after 45 days. */
    public void forget(String executionId) {
        executions.forget(executionId);
    }

    @Override
    public void close() {
        http.close();
        runner.close();
        buckets.close();
    }

    private JsonNode call(String name, JsonNode request, AccessKey caller) throws RequestRefused {
        calls.computeIfAbsent(name, operation -> new LongAdder()).increment();
        Operation operation = operations.get(name);
        if (operation == null) {
            throw RequestRefused.unreadable("UnknownOperationException", "Not an operation of this stack: " + name);
        }
        permissions.check(name, request, accessKeys.owner(caller.id()));
        faults.beforeCall(name);
        return operation.call(request, caller);
    }
}
