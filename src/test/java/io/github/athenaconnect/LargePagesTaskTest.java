package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.aws.AwsSettings;
import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import io.github.athenaconnect.localstack.synthetic.SyntheticResult;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A task that reads rows of megabytes in pages, over connections whose bytes are counted, with little memory for them. */
@ExtendWith(LocalStackExtension.class)
@Timeout(180)
class LargePagesTaskTest {
    private static final int ROWS = 24;
    private static final int LONGER = 800_000;

    /** What an answer may have at least, however small {@code buffer.max.bytes} is, and what its reader takes at once. */
    private static final long MOST = (4L << 20) + (8 << 10);

    private final List<CountedPages> clients = new ArrayList<>();

    @Test
    void deliversEachRowOnceAndGoesOnAtAnyOfThem(LocalStack aws) {
        Deployment connector = Deployment.of("large-pages-" + UUID.randomUUID(), aws)
                .query("q", "SELECT * FROM synthetic.rows_" + ROWS + "_each_2_longer_by_" + LONGER)
                .with("query.q.result.format", "api")
                .with("buffer.max.bytes", "100000")
                .untried();
        List<Struct> rows = new ArrayList<>();
        try (InProcessWorker worker = new InProcessWorker(
                new HashMap<>(connector.config()), new Wiring(this::counted, InstantSource.system()))) {
            worker.start();
            rows.addAll(values(worker.pollRows(17).subList(0, 17)));
            worker.commit(17).crash();
            worker.start();
            rows.addAll(values(worker.pollRows(ROWS - 17)));
        }

        assertThat(rows).extracting(row -> row.getInt64("id")).containsExactlyElementsOf(ids());
        for (int row = 0; row < ROWS; row++) {
            String padding = SyntheticResult.values(row).get(9);
            assertThat(rows.get(row).getString("padding")).hasSize(padding.length() + (row % 2 == 1 ? LONGER : 0));
        }
        assertThat(clients).hasSize(2).allSatisfy(client -> {
            assertThat(client.asked()).contains(1000).anyMatch(asked -> asked > 1 && asked < 20);
            assertThat(client.taken()).allSatisfy(bytes -> assertThat(bytes).isLessThanOrEqualTo(MOST));
        });
    }

    private AwsClients counted(AwsSettings settings) {
        AwsClients open = AwsClients.open(settings, "large-pages-test");
        CountedPages counted = new CountedPages(open.athena());
        clients.add(counted);
        return new AwsClients(counted, open.s3(), open.credentials());
    }

    private static List<Struct> values(List<SourceRecord> records) {
        return records.stream().map(SourceRecord::value).map(Struct.class::cast).toList();
    }

    private static List<Long> ids() {
        return LongStream.range(0, ROWS)
                .map(row -> 1_000_000_000L + row)
                .boxed()
                .toList();
    }
}
