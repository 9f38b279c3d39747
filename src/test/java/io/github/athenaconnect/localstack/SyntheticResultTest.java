package io.github.athenaconnect.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.athenaconnect.localstack.synthetic.SyntheticResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Results of any size are computed while they are read, and look like stored ones. */
@ExtendWith(LocalStackExtension.class)
class SyntheticResultTest {
    private final LocalStack stack;
    private final AthenaDriver athena;

    SyntheticResultTest(LocalStack stack) {
        this.stack = stack;
        this.athena = new AthenaDriver(stack);
    }

    @Test
    void theObjectHoldsEveryRow() throws Exception {
        QueryExecution execution = athena.run("SELECT * FROM synthetic.rows_1000");
        String text = athena.text(execution.resultConfiguration().outputLocation());

        List<CsvRecord> records;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text)) {
            records = reader.stream().toList();
        }

        assertThat(records).hasSize(1001);
        for (int row = 0; row < 1000; row++) {
            List<String> expected = SyntheticResult.values(row).stream()
                    .map(value -> value == null ? "" : value)
                    .toList();
            assertThat(records.get(row + 1).getFields()).isEqualTo(expected);
        }
    }

    @Test
    void anyRangeOfBytesIsThatOfTheWholeObject() {
        QueryExecution execution = athena.run("SELECT * FROM synthetic.rows_300");
        byte[] whole = athena.bytes(execution.resultConfiguration().outputLocation());
        String key = "results/" + execution.queryExecutionId() + ".csv";

        for (int first = 0; first < whole.length; first += 4_999) {
            int last = Math.min(first + 777, whole.length - 1);
            String range = "bytes=" + first + "-" + last;
            byte[] part = stack.s3Client()
                    .getObjectAsBytes(
                            get -> get.bucket(stack.resultBucket()).key(key).range(range))
                    .asByteArray();
            assertThat(part).as(range).isEqualTo(Arrays.copyOfRange(whole, first, last + 1));
        }
    }

    @Test
    void billionsOfRowsCostNothingUntilTheyAreRead() {
        QueryExecution execution = athena.run("SELECT * FROM synthetic.rows_5000000000");
        String key = "results/" + execution.queryExecutionId() + ".csv";
        long length = stack.s3Client()
                .headObject(head -> head.bucket(stack.resultBucket()).key(key))
                .contentLength();

        byte[] end = stack.s3Client()
                .getObjectAsBytes(
                        get -> get.bucket(stack.resultBucket()).key(key).range("bytes=" + (length - 50) + "-"))
                .asByteArray();

        assertThat(length).isGreaterThan(500_000_000_000L);
        assertThat(end).hasSize(50).endsWith("\"\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aRangeOfAnotherVersionIsRefused() {
        QueryExecution execution = athena.run("SELECT * FROM synthetic.rows_10");
        String key = "results/" + execution.queryExecutionId() + ".csv";

        assertThatThrownBy(() -> stack.s3Client()
                        .getObjectAsBytes(
                                get -> get.bucket(stack.resultBucket()).key(key).ifMatch("\"another\"")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        error -> assertThat(error.statusCode()).isEqualTo(412));
    }

    @Test
    void itsPagesHaveAHeadingToo() {
        QueryExecution execution = athena.run("SELECT * FROM synthetic.rows_10");

        assertThat(stack.athenaClient()
                        .getQueryResults(get -> get.queryExecutionId(execution.queryExecutionId()))
                        .resultSet()
                        .rows())
                .hasSize(11);
    }
}
