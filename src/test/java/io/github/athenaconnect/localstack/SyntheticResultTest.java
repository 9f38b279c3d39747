package io.github.athenaconnect.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.athenaconnect.localstack.synthetic.SyntheticResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
            assertThat(records.get(row + 1).getFields()).isEqualTo(expected(row, 0));
        }
    }

    /** Where a day, a month or a byte of the payload goes over to the next. */
    @ParameterizedTest
    @ValueSource(longs = {0, 86_399, 65_535, 86_400 * 28 - 1, 16_777_215, 4_000_000_000L})
    void itsBytesAreThoseOfItsValuesFarBehindItsBeginningToo(long row) {
        long rows = row + 2;
        SyntheticResult result = new SyntheticResult(rows);
        byte[] bytes = new byte[2 * SyntheticResult.WIDTH];
        for (int done = 0; done < bytes.length; ) {
            done += result.read(result.length() - bytes.length + done, bytes, done, bytes.length - done);
        }

        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(new String(bytes, StandardCharsets.UTF_8))) {
            List<CsvRecord> records = reader.stream().toList();
            for (int index = 0; index < 2; index++) {
                assertThat(records.get(index).getFields())
                        .isEqualTo(SyntheticResult.values(row + index).stream()
                                .map(value -> value == null ? "" : value)
                                .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
    void someRowsMayBeLonger() throws Exception {
        QueryExecution execution = athena.run("SELECT * FROM synthetic.rows_10_each_4_longer_by_100000");
        String location = execution.resultConfiguration().outputLocation();
        byte[] whole = athena.bytes(location);

        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(athena.text(location))) {
            assertThat(reader.stream().skip(1).map(CsvRecord::getFields))
                    .containsExactlyElementsOf(LongStream.range(0, 10)
                            .mapToObj(row -> expected(row, row % 4 == 3 ? 100_000 : 0))
                            .toList());
        }
        String key = "results/" + execution.queryExecutionId() + ".csv";
        for (int first = 0; first < whole.length; first += 4_999) {
            String range = "bytes=" + first + "-";
            assertThat(stack.s3Client()
                            .getObjectAsBytes(get ->
                                    get.bucket(stack.resultBucket()).key(key).range(range))
                            .asByteArray())
                    .isEqualTo(Arrays.copyOfRange(whole, first, whole.length));
        }
    }

    private static List<String> expected(long row, int longer) {
        List<String> values = new ArrayList<>(SyntheticResult.values(row).stream()
                .map(value -> value == null ? "" : value)
                .toList());
        int last = values.size() - 1;
        values.set(last, values.get(last) + "x".repeat(longer));
        return values;
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
