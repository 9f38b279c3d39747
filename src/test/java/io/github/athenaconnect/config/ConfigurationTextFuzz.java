package io.github.athenaconnect.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.athenaconnect.fuzz.Seeds;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a user writes for a key that is read by a grammar: a value, or a refusal that goes on after the key's name. */
class ConfigurationTextFuzz {
    private static final List<Form<?>> FORMS = List.of(SqlStatement.FORM, ScheduleText.FORM, TopicName.FORM);

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "30s")
    void everyTextIsAValueOrARefusal(byte[] input) {
        String text = Seeds.text(input);
        for (Form<?> form : FORMS) {
            try {
                assertThat(form.parse().apply(text)).isNotNull();
            } catch (IllegalArgumentException refused) {
                assertThat(String.valueOf(refused.getMessage())).matches("(?s)(must|holds) .*");
            }
        }
    }

    static Stream<byte[]> seeds() {
        return Seeds.of(
                "SELECT 1; -- done",
                "/* a */ (SELECT ';' FROM t WHERE a > ${watermark});",
                "WITH x AS (SELECT '${run.date}') SELECT ${file:/x:y}",
                "DROP TABLE t",
                "15m",
                "1d2h3m4s",
                "PT15M",
                "-P1DT1S",
                "@daily",
                "*/5 * * * *",
                "shop.orders-1_x",
                "shop.${column:country}",
                "P9999999999D");
    }
}
