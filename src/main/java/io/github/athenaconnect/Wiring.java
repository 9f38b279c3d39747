package io.github.athenaconnect;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.aws.AwsSettings;
import io.github.athenaconnect.config.AccountSettings;
import io.github.athenaconnect.config.ConnectorConfiguration;
import io.github.athenaconnect.config.ConnectorSettings;
import io.github.athenaconnect.config.QuerySettings;
import io.github.athenaconnect.config.QueryUnit;
import io.github.athenaconnect.config.TaskSettings;
import io.github.athenaconnect.flow.Pump;
import io.github.athenaconnect.flow.PumpThreads;
import io.github.athenaconnect.flow.QueryFlow;
import io.github.athenaconnect.flow.QueryPlan;
import io.github.athenaconnect.flow.RecordBuffer;
import io.github.athenaconnect.offset.ShardHistory;
import io.github.athenaconnect.query.Executions;
import io.github.athenaconnect.query.UnloadedFiles;
import io.github.athenaconnect.result.CleanupPolicy;
import io.github.athenaconnect.result.QueryResults;
import io.github.athenaconnect.result.ReadAhead;
import io.github.athenaconnect.result.ReadingMemory;
import io.github.athenaconnect.result.ResultColumns;
import io.github.athenaconnect.result.ResultFormat;
import io.github.athenaconnect.result.ResultJournal;
import io.github.athenaconnect.result.ResultRemoval;
import io.github.athenaconnect.result.ResultSettings;
import io.github.athenaconnect.result.Results;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Puts a task together: the only place that constructs across packages. */
final class Wiring {
    /** Batches that may wait for the worker: enough to overlap reading with sending, few enough for a small heap. */
    static final int BUFFERED_BATCHES = 4;

    /** Queries that may take a step at once: so many may meet a silent service before others wait for them. */
    static final int MOST_THREADS = 16;

    /** The same where each of them may hold a whole transaction in memory. */
    private static final int MOST_TRANSACTIONS = 4;

    /** Opening a result again at once repairs a connection that idled too long; the flow is patient with the rest. */
    private static final int READ_ATTEMPTS = 2;

    private final Function<AwsSettings, AwsClients> clients;
    private final InstantSource clock;
    private final Drive drive;

    Wiring(Function<AwsSettings, AwsClients> clients, InstantSource clock) {
        this(clients, clock, Drive.byThreads());
    }

    Wiring(Function<AwsSettings, AwsClients> clients, InstantSource clock, Drive drive) {
        this.clients = clients;
        this.clock = clock;
        this.drive = drive;
    }

    static Wiring toAws() {
        return new Wiring(settings -> AwsClients.open(settings, userAgent()), InstantSource.system());
    }

    /** Judges a configuration by itself and then, as far as nothing is wrong with it, by the account it names. */
    Config validate(Map<String, String> properties) {
        JudgedConfiguration judged = new JudgedConfiguration(ConnectorConfiguration.validate(properties));
        AccountTrial trial = new AccountTrial(clients, clock, userAgent());
        return AccountSettings.find(properties)
                .filter(account -> account.validation().level().asksAws())
                .map(account -> trial.judge(judged, account, properties))
                .orElse(judged)
                .config();
    }

    private static String userAgent() {
        return "kafka-connect-athena/" + Version.current();
    }

    /**
     * Starts a task where the stored offsets say its queries stand.
     *
     * @param transactions present if the connector is to end transactions itself
     */
    RunningTask start(
            Map<String, String> properties, OffsetStorageReader offsets, Optional<TransactionContext> transactions) {
        TaskSettings task = TaskSettings.parse(properties);
        Map<QueryUnit, ShardHistory.Start> stored = StoredOffsets.of(task.units(), offsets);
        AwsClients open = clients.apply(task.connector().aws());
        try {
            return start(task, stored, open, offsets, transactions, isTransformed(properties));
        } catch (RuntimeException e) {
            open.close();
            throw e;
        }
    }

    private RunningTask start(
            TaskSettings task,
            Map<QueryUnit, ShardHistory.Start> stored,
            AwsClients open,
            OffsetStorageReader offsets,
            Optional<TransactionContext> transactions,
            boolean transformed) {
        ConnectorSettings settings = task.connector();
        Map<String, DeliveredResults> deletable = deletable(task.units(), stored);
        QueryPlanning planning = new QueryPlanning(task, transactions.isPresent(), transformed);
        PumpThreads threads = drive.threads()
                .make(settings.connectorName(), transactions.isPresent() ? MOST_TRANSACTIONS : MOST_THREADS);
        ReadAhead ahead = ReadAhead.within(memory(settings).ahead(), threads.fetches());
        List<QueryFlow> flows = task.units().stream()
                .map(unit -> {
                    ShardHistory.Start start = Objects.requireNonNull(stored.get(unit));
                    QueryPlan plan = planning.plan(unit.query(), start.place());
                    ResultJournal journal = Optional.<ResultJournal>ofNullable(
                                    deletable.get(unit.query().name()))
                            .orElse(ResultJournal.NONE);
                    QueryResults results = results(settings, unit, open, journal, ahead);
                    Executions executions = executions(settings, plan, unit.query(), open);
                    return new QueryFlow(
                            plan,
                            executions,
                            results,
                            clock,
                            start.stored(),
                            StoredSiblings.of(start.place(), offsets));
                })
                .toList();
        int batches = transactions.isPresent() ? 1 : BUFFERED_BATCHES;
        RecordBuffer buffer = new RecordBuffer(settings.runtime().bufferMaxBytes(), batches);
        Pump pump = new Pump(flows, buffer, clock, threads);
        Optional<ResultCleanup> cleanup = Optional.of(deletable)
                .filter(results -> !results.isEmpty())
                .map(results -> new ResultCleanup(settings.connectorName(), results, offsets, removal(settings, open)));
        pump.start();
        return new RunningTask(
                pump,
                buffer,
                drive.longestPoll(),
                open,
                transactions,
                settings.runtime().stopAction(),
                cleanup);
    }

    /** By query: the results of a sharded one are never deleted. */
    private static Map<String, DeliveredResults> deletable(
            List<QueryUnit> units, Map<QueryUnit, ShardHistory.Start> stored) {
        return units.stream()
                .filter(unit -> unit.query().cleanup() == CleanupPolicy.DELETE_AFTER_COMMIT)
                .collect(Collectors.toMap(
                        unit -> unit.query().name(),
                        unit -> DeliveredResults.after(
                                Objects.requireNonNull(stored.get(unit)).stored())));
    }

    private static ResultRemoval removal(ConnectorSettings settings, AwsClients open) {
        return new ResultRemoval(
                open.s3(),
                settings.athena().output().expectedBucketOwner(),
                settings.athena()
                        .output()
                        .location()
                        .map(output -> UnloadedFiles.placeOf(settings.connectorName(), output)));
    }

    private static boolean isTransformed(Map<String, String> properties) {
        return !properties.getOrDefault("transforms", "").isBlank();
    }

    private Executions executions(
            ConnectorSettings settings, QueryPlan plan, QuerySettings configured, AwsClients open) {
        Executions selecting = new Executions(open.athena(), settings.athena(), plan.query(), clock);
        return configured.resultFormat() == ResultFormat.UNLOAD
                ? selecting.unloading()
                : configured.reuse().map(selecting::reusing).orElse(selecting);
    }

    private static QueryResults results(
            ConnectorSettings settings, QueryUnit unit, AwsClients open, ResultJournal journal, ReadAhead ahead) {
        ResultSettings reading = new ResultSettings(
                memory(settings).row(),
                READ_ATTEMPTS,
                settings.athena().output().expectedBucketOwner());
        return new QueryResults(
                new ResultColumns(open.athena()),
                new Results(open.s3(), reading, failures -> {}, unit.shard(), ahead),
                unit.query().resultFormat(),
                unit.query().types(),
                journal);
    }

    private static ReadingMemory memory(ConnectorSettings settings) {
        return new ReadingMemory(settings.runtime().bufferMaxBytes());
    }
}
