package io.github.athenaconnect.config;

import io.github.athenaconnect.failure.Policies;
import io.github.athenaconnect.query.Agenda;
import io.github.athenaconnect.query.RetrySettings;
import io.github.athenaconnect.query.SqlTemplate;
import io.github.athenaconnect.record.RecordSettings;
import io.github.athenaconnect.result.ResultFormat;
import io.github.athenaconnect.type.TypeSettings;
import io.github.athenaconnect.watermark.WatermarkSettings;
import java.util.Optional;

/**
 * One configured query.
 *
 * @param name unique among the connector's queries, of letters, digits, {@code _} and {@code -}
 * @param statement one SELECT, WITH, SHOW or DESCRIBE statement without a closing {@code ;}
 * @param agenda which runs there are, and when
 * @param watermark in {@code incremental} mode only
 */
public record QuerySettings(
        String name,
        SqlTemplate statement,
        RecordSettings records,
        Agenda agenda,
        Optional<WatermarkSettings> watermark,
        ResultFormat resultFormat,
        TypeSettings types,
        RetrySettings retry,
        Policies policies) {}
