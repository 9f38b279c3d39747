package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.result.ResultFormat;
import java.util.List;
import java.util.Map;

/** How the results of a query are read. */
final class ResultKeys {
    private static final Key<ResultFormat> RESULT_FORMAT = Key.withDefault(
            "result.format",
            Choice.of(Map.of("auto", ResultFormat.CSV, "csv", ResultFormat.CSV), "unload", "api"),
            "auto",
            Label.medium(
                    "Result format",
                    SHORT,
                    "How results are read. `csv`: the object Athena writes to S3. `auto`: the same in this version;"
                            + " later versions fall back to other ways where it cannot be read."));

    static final List<Key<?>> KEYS = List.of(RESULT_FORMAT);

    private ResultKeys() {}

    static ResultFormat read(Values own) {
        return own.get(RESULT_FORMAT);
    }
}
