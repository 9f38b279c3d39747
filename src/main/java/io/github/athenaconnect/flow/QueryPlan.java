package io.github.athenaconnect.flow;

import io.github.athenaconnect.failure.Policies;
import io.github.athenaconnect.offset.OffsetPlace;
import io.github.athenaconnect.query.Agenda;
import io.github.athenaconnect.query.AthenaSettings;
import io.github.athenaconnect.query.Query;
import io.github.athenaconnect.query.RetrySettings;
import io.github.athenaconnect.query.ScanSettings;
import io.github.athenaconnect.query.SqlTemplate;
import io.github.athenaconnect.record.RecordSettings;
import io.github.athenaconnect.record.RowErrors;
import io.github.athenaconnect.watermark.WatermarkSettings;
import java.util.Optional;

/**
 * What one query is to do: everything that was configured and that its phases look at.
 *
 * @param statement the SQL with its placeholders
 * @param agenda which runs there are, and when
 * @param watermark in {@code incremental} mode only
 * @param place where its offsets are stored, which also says which shard of the query this is
 */
public record QueryPlan(
        Query query,
        AthenaSettings athena,
        SqlTemplate statement,
        Agenda agenda,
        Optional<WatermarkSettings> watermark,
        RetrySettings retry,
        Policies policies,
        ScanSettings scans,
        RecordSettings records,
        RowErrors rowErrors,
        BatchLimits batch,
        RunEnding ending,
        OffsetPlace place) {
    /**
     * What a query is to do that was never sharded, whose executions may scan whatever they do, and of which no row is
     * expected that cannot be a record.
     */
    public QueryPlan(
            Query query,
            AthenaSettings athena,
            SqlTemplate statement,
            Agenda agenda,
            Optional<WatermarkSettings> watermark,
            RetrySettings retry,
            Policies policies,
            RecordSettings records,
            BatchLimits batch,
            RunEnding ending) {
        this(
                query,
                athena,
                statement,
                agenda,
                watermark,
                retry,
                policies,
                ScanSettings.UNLIMITED,
                records,
                RowErrors.FAIL,
                batch,
                ending,
                OffsetPlace.of(query.name()));
    }
}
