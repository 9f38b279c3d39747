package io.github.athenaconnect.flow;

import io.github.athenaconnect.failure.FailurePolicy;
import io.github.athenaconnect.failure.MissingResultPolicy;
import io.github.athenaconnect.failure.Policies;
import io.github.athenaconnect.failure.QueryChangePolicy;
import io.github.athenaconnect.query.Agenda;
import io.github.athenaconnect.query.AthenaSettings;
import io.github.athenaconnect.query.OutputSettings;
import io.github.athenaconnect.query.Query;
import io.github.athenaconnect.query.RetrySettings;
import io.github.athenaconnect.query.SqlTemplate;
import io.github.athenaconnect.record.RecordSettings;
import io.github.athenaconnect.schedule.Schedule;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Plans for tests that drive a query step by step. */
final class Plans {
    static final AthenaSettings ATHENA = new AthenaSettings(
            "AwsDataCatalog",
            "db",
            "primary",
            OutputSettings.at(Optional.empty()),
            Duration.ofMillis(100),
            Duration.ofSeconds(5));

    static final Policies DEFAULT_POLICIES =
            new Policies(FailurePolicy.FAIL, QueryChangePolicy.CONTINUE, MissingResultPolicy.RERUN);

    private Plans() {}

    /** A query in full mode, with default policies, whose runs end with their last row. */
    static QueryPlan full(Query query, Schedule schedule, RetrySettings retry, BatchLimits batch) {
        return of(query, Agenda.of(schedule, ZoneOffset.UTC, Duration.ZERO), retry, batch);
    }

    /** A query without a watermark, with default policies, whose runs end with their last row. */
    static QueryPlan of(Query query, Agenda agenda, RetrySettings retry, BatchLimits batch) {
        return new QueryPlan(
                query,
                ATHENA,
                SqlTemplate.parse(query.sql()),
                agenda,
                Optional.empty(),
                retry,
                DEFAULT_POLICIES,
                new RecordSettings("topic", List.of()),
                batch,
                new RunEnding(Optional.empty(), false));
    }
}
