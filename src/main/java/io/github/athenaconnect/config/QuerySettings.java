package io.github.athenaconnect.config;

import io.github.athenaconnect.query.RetrySettings;
import io.github.athenaconnect.result.ResultFormat;
import io.github.athenaconnect.schedule.Schedule;
import io.github.athenaconnect.type.TypeSettings;
import java.util.List;

/**
 * One configured query.
 *
 * @param name unique among the connector's queries, of letters, digits, {@code _} and {@code -}
 * @param sql one SELECT or WITH statement without a closing {@code ;}
 * @param keyColumns columns that form the record's key, in order; empty for records without a key
 */
public record QuerySettings(
        String name,
        String sql,
        String topic,
        List<String> keyColumns,
        Schedule schedule,
        ResultFormat resultFormat,
        TypeSettings types,
        RetrySettings retry) {
    public QuerySettings {
        keyColumns = List.copyOf(keyColumns);
    }
}
