package io.github.athenaconnect.config;

import io.github.athenaconnect.failure.Policies;
import io.github.athenaconnect.query.Agenda;
import io.github.athenaconnect.query.DueRun;
import io.github.athenaconnect.query.RetrySettings;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.query.ScanSettings;
import io.github.athenaconnect.query.SqlTemplate;
import io.github.athenaconnect.record.RecordSettings;
import io.github.athenaconnect.record.RowErrors;
import io.github.athenaconnect.result.CleanupPolicy;
import io.github.athenaconnect.result.ResultFormat;
import io.github.athenaconnect.type.TypeSettings;
import io.github.athenaconnect.watermark.WatermarkSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One configured query.
 *
 * @param name unique among the connector's queries, of letters, digits, {@code _} and {@code -}
 * @param statement one SELECT, WITH, SHOW or DESCRIBE statement without a closing {@code ;}
 * @param agenda which runs there are, and when
 * @param watermark in {@code incremental} mode only
 * @param cleanup what becomes of a result that was delivered
 * @param reuse how old a result may be that is given again for the same statement; empty for none
 * @param shards how many tasks share each of its results, from 1
 */
public record QuerySettings(
        String name,
        SqlTemplate statement,
        RecordSettings records,
        Agenda agenda,
        Optional<WatermarkSettings> watermark,
        ResultFormat resultFormat,
        CleanupPolicy cleanup,
        Optional<Duration> reuse,
        int shards,
        TypeSettings types,
        RetrySettings retry,
        Policies policies,
        ScanSettings scans,
        RowErrors rowErrors) {
    /** A query each of whose results is read by one task, and whose executions may scan whatever they do. */
    public QuerySettings(
            String name,
            SqlTemplate statement,
            RecordSettings records,
            Agenda agenda,
            Optional<WatermarkSettings> watermark,
            ResultFormat resultFormat,
            CleanupPolicy cleanup,
            Optional<Duration> reuse,
            TypeSettings types,
            RetrySettings retry,
            Policies policies,
            RowErrors rowErrors) {
        this(
                name,
                statement,
                records,
                agenda,
                watermark,
                resultFormat,
                cleanup,
                reuse,
                1,
                types,
                retry,
                policies,
                ScanSettings.UNLIMITED,
                rowErrors);
    }

    /** The statement of the first run, or of any. */
    public String firstStatement(Instant now) {
        return statement(now, settings -> settings.initial().literals());
    }

    /** The same with NULL for the watermark: it has the same columns, and can be compared with any type. */
    public String statementWithoutWatermark(Instant now) {
        return statement(
                now,
                settings -> settings.initial().literals().keySet().stream()
                        .collect(Collectors.toMap(Function.identity(), name -> "NULL")));
    }

    private String statement(Instant now, Function<WatermarkSettings, Map<String, String>> watermarks) {
        Run run = agenda.first(now).map(DueRun::run).orElseGet(() -> Run.at(now));
        Map<String, String> literals = new HashMap<>(agenda.literals(run));
        watermark.map(watermarks).ifPresent(literals::putAll);
        return statement.render(literals);
    }
}
