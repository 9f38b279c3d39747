package io.github.athenaconnect.flow;

import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.record.DeadLetters;
import io.github.athenaconnect.record.Marker;
import io.github.athenaconnect.record.Provenance;
import io.github.athenaconnect.record.RecordFactory;
import io.github.athenaconnect.record.RowErrors;
import io.github.athenaconnect.type.RowType;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/** How a query addresses its records. Holds only what the results that were opened have taught. */
final class QueryRecords {
    private final QueryPlan plan;
    private Optional<RecordFactory> latest = Optional.empty();

    /** As far as the results before the latest tell. */
    private Optional<Marker> earlier;

    QueryRecords(QueryPlan plan) {
        this.plan = plan;
        this.earlier = Marker.beforeResults(plan.records(), plan.place().partition());
    }

    /** How the rows of one result become records. */
    RecordFactory of(Run run, Execution execution, RowType rowType) {
        RecordFactory made =
                new RecordFactory(plan.records(), rowType, plan.place().partition(), provenance(run, execution));
        earlier = marker();
        latest = Optional.of(made);
        return made;
    }

    /** What becomes of those rows that cannot. */
    RejectedRows rejected(OpenRun run, Execution execution, RowType rowType) {
        RowErrors errors = plan.rowErrors();
        return new RejectedRows(
                "Query '" + plan.query().name() + "', " + run.label(),
                "query." + plan.query().name() + ".errors.row",
                errors,
                errors.deadLetterTopic()
                        .map(topic -> new DeadLetters(
                                plan.query().connector(),
                                topic,
                                plan.records().headers(),
                                rowType,
                                plan.place().partition(),
                                provenance(run.run(), execution))));
    }

    private Provenance provenance(Run run, Execution execution) {
        return new Provenance(
                plan.query().name(), run, execution.id(), plan.place().shard(), execution.scannedBytes());
    }

    /** A record that only carries an offset; empty where it is not known what the broker would take. */
    Optional<SourceRecord> marker(QueryOffset offset) {
        return marker().map(marker -> marker.at(plan.place().write(offset)));
    }

    private Optional<Marker> marker() {
        return latest.flatMap(RecordFactory::marker).or(() -> earlier);
    }
}
