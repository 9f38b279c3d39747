package io.github.athenaconnect;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.aws.AwsSettings;
import io.github.athenaconnect.aws.QueryClients;
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
import io.github.athenaconnect.flow.Surroundings;
import io.github.athenaconnect.metrics.QueryCount;
import io.github.athenaconnect.metrics.QueryMeter;
import io.github.athenaconnect.offset.ShardHistory;
import io.github.athenaconnect.query.AthenaClock;
import io.github.athenaconnect.query.Executions;
import io.github.athenaconnect.query.UnloadedFiles;
import io.github.athenaconnect.quota.AccountQuotas;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import software.amazon.awssdk.services.athena.AthenaClient;

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
    private final Function<Map<String, String>, TaskSettings> reader;
    private final Pacing pacing;

    /** Of a task that shares its account with no other. */
    Wiring(Function<AwsSettings, AwsClients> clients, InstantSource clock) {
        this(clients, clock, Drive.byThreads(passing()), TaskSettings::parse);
    }

    /** The same for whoever moves tasks himself, and starts so many that he reads their configurations once. */
    Wiring(
            Function<AwsSettings, AwsClients> clients,
            InstantSource clock,
            Drive drive,
            Function<Map<String, String>, TaskSettings> reader) {
        this(clients, clock, drive, reader, Pacing.among(new AccountQuotas(), drive.passing()));
    }

    /** The same for tasks that share their accounts. */
    Wiring(
            Function<AwsSettings, AwsClients> clients,
            InstantSource clock,
            Drive drive,
            Function<Map<String, String>, TaskSettings> reader,
            Pacing pacing) {
        this.clients = clients;
        this.clock = clock;
        this.drive = drive;
        this.reader = reader;
        this.pacing = pacing;
    }

    static Wiring toAws() {
        InstantSource passing = passing();
        return new Wiring(
                settings -> AwsClients.open(settings, userAgent()),
                InstantSource.system(),
                Drive.byThreads(passing),
                TaskSettings::parse,
                Pacing.among(AccountQuotas.ofWorker(), passing));
    }

    /** Time as it passes while the machine is awake, from an arbitrary beginning. */
    private static InstantSource passing() {
        return () -> Instant.EPOCH.plusNanos(System.nanoTime());
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

    /** Starts a task where the stored offsets say its queries stand. */
    RunningTask start(Map<String, String> properties, SourceTaskContext context) {
        TaskSettings task = reader.apply(properties);
        OffsetStorageReader offsets = context.offsetStorageReader();
        Map<QueryUnit, ShardHistory.Start> stored = StoredOffsets.of(task.units(), offsets);
        AwsClients open = clients.apply(task.connector().aws());
        try {
            return start(task, stored, open, context, isTransformed(properties));
        } catch (RuntimeException | Error e) {
            open.close();
            throw e;
        }
    }

    private RunningTask start(
            TaskSettings task,
            Map<QueryUnit, ShardHistory.Start> stored,
            AwsClients open,
            SourceTaskContext context,
            boolean transformed) {
        ConnectorSettings settings = task.connector();
        OffsetStorageReader offsets = context.offsetStorageReader();
        Optional<TransactionContext> transactions = Optional.ofNullable(context.transactionContext());
        Map<String, DeliveredResults> deletable =
                deletable(task.units(), stored, settings.athena().output().location());
        QueryPlanning planning = new QueryPlanning(task, transactions.isPresent(), transformed);
        PumpThreads threads = drive.threads()
                .make(settings.connectorName(), transactions.isPresent() ? MOST_TRANSACTIONS : MOST_THREADS);
        ReadAhead ahead = ReadAhead.within(memory(settings).ahead(), threads.fetches());
        UnaryOperator<AthenaClient> paced = pacing.of(settings.aws());
        AthenaClock time = new AthenaClock(clock, drive.passing());
        List<QueryFlow> flows = task.units().stream()
                .map(unit -> {
                    ShardHistory.Start start = Objects.requireNonNull(stored.get(unit));
                    QueryPlan plan = planning.plan(unit.query(), start.place());
                    ResultJournal journal = Optional.<ResultJournal>ofNullable(
                                    deletable.get(unit.query().name()))
                            .orElse(ResultJournal.NONE);
                    QueryMeter meter = new QueryMeter(clock.instant());
                    QueryClients own = open.ofQuery(() -> meter.add(QueryCount.THROTTLES));
                    AthenaClient athena = paced.apply(own.athena());
                    Surroundings surroundings = new Surroundings(
                            executions(settings, plan, unit.query(), athena, time),
                            results(settings, unit, new QueryClients(athena, own.s3()), journal, ahead),
                            time,
                            drive.passing(),
                            StoredSiblings.of(start.place(), offsets),
                            meter);
                    return new QueryFlow(plan, surroundings, start.stored());
                })
                .toList();
        int batches = transactions.isPresent() ? 1 : BUFFERED_BATCHES;
        RecordBuffer buffer = new RecordBuffer(settings.runtime().bufferMaxBytes(), batches);
        Pump pump = new Pump(flows, buffer, time, threads);
        Optional<ResultCleanup> cleanup = Optional.of(deletable)
                .filter(results -> !results.isEmpty())
                .map(results -> new ResultCleanup(settings.connectorName(), results, offsets, removal(settings, open)));
        pump.start();
        // Last, as what is shown has to be taken back, and nothing can fail behind it.
        TaskMetrics metrics =
                TaskMetrics.show(WorkerMetrics.of(context, settings.connectorName(), task.number()), flows, pump, time);
        return new RunningTask(
                pump,
                buffer,
                drive.longestPoll(),
                open,
                transactions,
                settings.runtime().stopAction(),
                cleanup,
                metrics);
    }

    /** By query: the results of a sharded one are never deleted. */
    private static Map<String, DeliveredResults> deletable(
            List<QueryUnit> units, Map<QueryUnit, ShardHistory.Start> stored, Optional<String> output) {
        return units.stream()
                .filter(unit -> unit.query().cleanup() == CleanupPolicy.DELETE_AFTER_COMMIT)
                .collect(Collectors.toMap(
                        unit -> unit.query().name(),
                        unit -> DeliveredResults.after(
                                Objects.requireNonNull(stored.get(unit)).stored(), output)));
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

    private static Executions executions(
            ConnectorSettings settings,
            QueryPlan plan,
            QuerySettings configured,
            AthenaClient athena,
            AthenaClock time) {
        Executions selecting = new Executions(athena, settings.athena(), plan.query(), time);
        return configured.resultFormat() == ResultFormat.UNLOAD
                ? selecting.unloading()
                : configured.reuse().map(selecting::reusing).orElse(selecting);
    }

    private static QueryResults results(
            ConnectorSettings settings, QueryUnit unit, QueryClients open, ResultJournal journal, ReadAhead ahead) {
        ResultSettings reading = new ResultSettings(
                memory(settings).row(),
                READ_ATTEMPTS,
                settings.athena().output().expectedBucketOwner(),
                settings.athena().output().location());
        return new QueryResults(
                new ResultColumns(open.athena(), memory(settings).page()),
                new Results(open.s3(), reading, failures -> {}, unit.shard(), ahead),
                unit.query().resultFormat(),
                unit.query().types(),
                journal);
    }

    private static ReadingMemory memory(ConnectorSettings settings) {
        return new ReadingMemory(settings.runtime().bufferMaxBytes());
    }
}
