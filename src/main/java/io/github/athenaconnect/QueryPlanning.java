package io.github.athenaconnect;

import io.github.athenaconnect.config.ConnectorSettings;
import io.github.athenaconnect.config.QuerySettings;
import io.github.athenaconnect.config.RuntimeSettings;
import io.github.athenaconnect.config.TaskSettings;
import io.github.athenaconnect.flow.BatchLimits;
import io.github.athenaconnect.flow.QueryPlan;
import io.github.athenaconnect.flow.RunEnding;
import io.github.athenaconnect.offset.OffsetPlace;
import io.github.athenaconnect.query.Query;
import io.github.athenaconnect.record.RecordSettings;
import io.github.athenaconnect.record.RunLog;
import java.util.stream.Stream;

/**
 * Says what the queries of a task are to do, from what was configured for them.
 *
 * @param transactions whether the connector ends transactions itself
 * @param transformed whether transformations stand between this task and its topics. They may drop a marker, whose
 *     transaction is then aborted without having begun, which fails the task; or fail at a record without a value
 */
record QueryPlanning(TaskSettings task, boolean transactions, boolean transformed) {
    /** The plan of one query, or of one of its shards. */
    QueryPlan plan(QuerySettings configured, OffsetPlace place) {
        ConnectorSettings settings = task.connector();
        return new QueryPlan(
                new Query(
                        settings.connectorName(),
                        configured.name(),
                        configured.statement().text()),
                settings.athena(),
                configured.statement(),
                configured.agenda(),
                configured.watermark(),
                configured.retry(),
                configured.policies(),
                configured.scans(),
                addressed(configured),
                configured.rowErrors(),
                transactions ? transactionLimits(settings.runtime()) : batchLimits(),
                new RunEnding(
                        settings.runtime().runLogTopic().map(topic -> new RunLog(settings.connectorName(), topic)),
                        transactions && !transformed),
                place);
    }

    /** No row is to name the topic of other records, those of other queries included. */
    private RecordSettings addressed(QuerySettings configured) {
        Stream<String> deadLetters = task.connector().queries().stream()
                .map(QuerySettings::rowErrors)
                .flatMap(rowErrors -> rowErrors.deadLetterTopic().stream());
        RecordSettings records = configured.records();
        for (String other : Stream.concat(task.connector().runtime().runLogTopic().stream(), deadLetters)
                .toList()) {
            records = records.reserving(other);
        }
        return records;
    }

    /** What all queries read at once is no more than what may wait for the worker. */
    private BatchLimits batchLimits() {
        int shares = Math.max(Wiring.BUFFERED_BATCHES, Math.min(task.units().size(), Wiring.MOST_THREADS));
        RuntimeSettings runtime = task.connector().runtime();
        return new BatchLimits(
                runtime.batchMaxRows(),
                Math.max(1, runtime.bufferMaxBytes() / shares),
                false,
                runtime.producerRequestBytes());
    }

    /** A batch that is a transaction is as large as one may be: what fits into it is seen by readers all at once. */
    private static BatchLimits transactionLimits(RuntimeSettings runtime) {
        return new BatchLimits(
                runtime.transactionMaxRows(), runtime.bufferMaxBytes(), true, runtime.producerRequestBytes());
    }
}
