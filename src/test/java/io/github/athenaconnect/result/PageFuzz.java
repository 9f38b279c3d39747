package io.github.athenaconnect.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.athenaconnect.fake.AnsweringAthena;
import io.github.athenaconnect.fuzz.Seeds;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.RowShape;
import io.github.athenaconnect.type.RowType;
import io.github.athenaconnect.type.UnusableColumnsException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkException;

/** Whatever is answered to GetQueryResults: columns and rows of them, or a refusal; the same bytes again and again come to an end. */
class PageFuzz {
    private static final Execution EXECUTION =
            StoredResult.table(List.of("a varchar"), "").execution();

    private final AnsweringAthena athena = new AnsweringAthena();

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "30s")
    void everyAnswerIsRowsOrARefusal(byte[] input) {
        athena.answers(input);
        try {
            List<AthenaColumn> columns = new ResultColumns(athena).of(EXECUTION);
            RowType type = RowShape.asFound(UnloadReading.TYPES).of(columns);
            read(new ResultPages(athena, 1 << 20).open(EXECUTION, type));
        } catch (UnreadableResultException | UnusableColumnsException refused) {
            assertThat(refused.getMessage()).isNotBlank().hasSizeLessThan(5_000).doesNotContain("\n", "\u001b");
        } catch (SdkException failed) {
            assertThat(failed.getMessage()).isNotBlank();
        }
    }

    private static void read(ResultReader reader) {
        while (!reader.atEnd()) {
            try {
                reader.next().validate();
            } catch (UndecodableRowException refused) {
                assertThat(refused).hasMessageContaining("row " + reader.place().row());
            }
        }
    }

    static Stream<byte[]> seeds() {
        String columns =
                "\"ResultSetMetadata\":{\"ColumnInfo\":[{\"Name\":\"id\",\"Label\":\"id\",\"Type\":\"integer\","
                        + "\"Precision\":10,\"Scale\":0,\"Nullable\":\"UNKNOWN\"},{\"Name\":\"v\",\"Label\":\"v\","
                        + "\"Type\":\"decimal\",\"Precision\":10,\"Scale\":2}]}";
        String heading = "{\"Data\":[{\"VarCharValue\":\"id\"},{\"VarCharValue\":\"v\"}]}";
        return Seeds.of(
                "{\"ResultSet\":{\"Rows\":[" + heading
                        + ",{\"Data\":[{\"VarCharValue\":\"1\"},{\"VarCharValue\":\"1.50\"}]},{\"Data\":[{},{}]}],"
                        + columns + "}}",
                "{\"ResultSet\":{\"Rows\":[]," + columns + "},\"NextToken\":\"a\"}",
                "{\"ResultSet\":{\"Rows\":[null,{\"Data\":[null,{\"VarCharValue\":null}]}]," + columns
                        + "},\"NextToken\":\"b\",\"UpdateCount\":0}",
                "{\"ResultSet\":{\"ResultSetMetadata\":{\"ColumnInfo\":[null,{\"Type\":\"(\"}]}}}",
                "{\"ResultSet\":null}");
    }
}
