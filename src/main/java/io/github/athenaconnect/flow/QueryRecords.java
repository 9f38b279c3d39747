package io.github.athenaconnect.flow;

import io.github.athenaconnect.offset.OffsetFormat;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.record.Provenance;
import io.github.athenaconnect.record.RecordFactory;
import io.github.athenaconnect.type.RowType;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/** How a query addresses its records. Holds only what the result that was opened last has taught. */
final class QueryRecords {
    private final QueryPlan plan;
    private Optional<RecordFactory> latest = Optional.empty();

    QueryRecords(QueryPlan plan) {
        this.plan = plan;
    }

    /** How the rows of one result become records. */
    RecordFactory of(Run run, Execution execution, RowType rowType) {
        String name = plan.query().name();
        RecordFactory made =
                new RecordFactory(plan.records(), rowType, partition(), new Provenance(name, run, execution.id()));
        latest = Optional.of(made);
        return made;
    }

    /** A record that only carries an offset; empty where it is not known what the broker would take. */
    Optional<SourceRecord> marker(QueryOffset offset) {
        Map<String, ?> fields = OffsetFormat.write(offset);
        return latest.map(made -> made.marker(fields))
                .or(() -> RecordFactory.marker(plan.records(), partition(), fields));
    }

    private Map<String, String> partition() {
        return OffsetFormat.partition(plan.query().name());
    }
}
