package io.github.athenaconnect.flow;

import io.github.athenaconnect.query.AthenaSettings;
import io.github.athenaconnect.query.Query;
import io.github.athenaconnect.query.RetrySettings;
import io.github.athenaconnect.record.RecordSettings;
import io.github.athenaconnect.schedule.Schedule;

/** What one query is to do: everything that was configured and that its phases look at. */
public record QueryPlan(
        Query query,
        AthenaSettings athena,
        Schedule schedule,
        RetrySettings retry,
        RecordSettings records,
        BatchLimits batch) {}
