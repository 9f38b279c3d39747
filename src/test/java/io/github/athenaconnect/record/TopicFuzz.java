package io.github.athenaconnect.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.athenaconnect.fuzz.Seeds;
import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.RowType;
import io.github.athenaconnect.type.RowTypes;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a row says its topic is: a name that brokers take, made of template and value only, or a refusal. */
class TopicFuzz {
    private static final RowType ROW = RowTypes.of(
            List.of(new AthenaColumn("country", "varchar", 0, 0)),
            new TypeSettings("row", DecimalMode.DECIMAL, TimestampMode.MILLIS));
    private static final TopicTemplate TEMPLATE = new TopicTemplate(List.of(
            new TopicTemplate.OfColumn("country"),
            new TopicTemplate.Literal("."),
            new TopicTemplate.OfColumn("country")));

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "30s")
    void everyValueMakesALegalTopicOrARefusal(byte[] input) {
        String value = Seeds.text(input);
        RowTopic topics = RowTopic.of(TEMPLATE, Set.of("log.log"), ROW);
        Struct row = new Struct(ROW.schema()).put("country", value);
        for (int times = 0; times < 2; times++) {
            try {
                String topic = topics.of(row);
                Topic.validate(topic);
                assertThat(topic).isEqualTo(value + "." + value).isNotEqualTo("log.log");
            } catch (UnusableValueException refused) {
                assertThat(refused).hasMessageContaining("column").hasMessageContaining("\"country\"");
            }
        }
    }

    static Stream<byte[]> seeds() {
        return Seeds.of("DE", "log", "", ".", "..", "a b", "ä", "x".repeat(124), "x".repeat(125), "a_b-c.9");
    }
}
