package io.github.athenaconnect;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.aws.AwsSettings;
import io.github.athenaconnect.config.AccountSettings;
import io.github.athenaconnect.config.ConnectorConfiguration;
import io.github.athenaconnect.config.ConnectorSettings;
import io.github.athenaconnect.config.QuerySettings;
import io.github.athenaconnect.config.RuntimeSettings;
import io.github.athenaconnect.flow.BatchLimits;
import io.github.athenaconnect.flow.Pump;
import io.github.athenaconnect.flow.QueryFlow;
import io.github.athenaconnect.flow.QueryPlan;
import io.github.athenaconnect.flow.RecordBuffer;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.query.Executions;
import io.github.athenaconnect.query.Query;
import io.github.athenaconnect.record.RecordSettings;
import io.github.athenaconnect.result.QueryResults;
import io.github.athenaconnect.result.ResultColumns;
import io.github.athenaconnect.result.ResultSettings;
import io.github.athenaconnect.result.Results;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Puts a task together: the only place that constructs across packages. */
final class Wiring {
    /** Batches that may wait for the worker: enough to overlap reading with sending, few enough for a small heap. */
    private static final int BUFFERED_BATCHES = 4;

    /** Opening a result again at once repairs a connection that idled too long; the flow is patient with the rest. */
    private static final int READ_ATTEMPTS = 3;

    private final Function<AwsSettings, AwsClients> clients;
    private final InstantSource clock;

    Wiring(Function<AwsSettings, AwsClients> clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
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

    /** Starts a task where the stored offsets say its queries stand. */
    RunningTask start(Map<String, String> properties, OffsetStorageReader offsets) {
        ConnectorSettings settings = ConnectorSettings.parseTask(properties);
        Map<String, Optional<QueryOffset>> stored = StoredOffsets.of(settings.queries(), offsets);
        AwsClients open = clients.apply(settings.aws());
        try {
            return start(settings, stored, open);
        } catch (RuntimeException e) {
            open.close();
            throw e;
        }
    }

    private RunningTask start(ConnectorSettings settings, Map<String, Optional<QueryOffset>> stored, AwsClients open) {
        List<QueryFlow> flows = settings.queries().stream()
                .map(query -> flow(settings, query, open, stored.getOrDefault(query.name(), Optional.empty())))
                .toList();
        RecordBuffer buffer = new RecordBuffer(settings.runtime().bufferMaxBytes(), BUFFERED_BATCHES);
        Pump pump = new Pump(settings.connectorName(), flows, buffer, clock);
        pump.start();
        return new RunningTask(pump, buffer, open);
    }

    private QueryFlow flow(
            ConnectorSettings settings, QuerySettings configured, AwsClients open, Optional<QueryOffset> stored) {
        Query query = new Query(settings.connectorName(), configured.name(), configured.sql());
        QueryPlan plan = new QueryPlan(
                query,
                settings.athena(),
                configured.schedule(),
                configured.retry(),
                new RecordSettings(configured.topic(), configured.keyColumns()),
                batchLimits(settings.runtime()));
        Executions executions = new Executions(open.athena(), settings.athena(), query, clock);
        return new QueryFlow(plan, executions, results(settings, configured, open), clock, stored);
    }

    private static QueryResults results(ConnectorSettings settings, QuerySettings configured, AwsClients open) {
        int maximumRowBytes = (int) Math.min(settings.runtime().bufferMaxBytes(), Integer.MAX_VALUE - 8);
        ResultSettings reading = new ResultSettings(
                maximumRowBytes, READ_ATTEMPTS, settings.athena().output().expectedBucketOwner());
        return new QueryResults(
                new ResultColumns(open.athena()),
                new Results(open.s3(), reading, failures -> {}),
                configured.resultFormat(),
                configured.types());
    }

    private static BatchLimits batchLimits(RuntimeSettings runtime) {
        return new BatchLimits(runtime.batchMaxRows(), Math.max(1, runtime.bufferMaxBytes() / BUFFERED_BATCHES));
    }
}
