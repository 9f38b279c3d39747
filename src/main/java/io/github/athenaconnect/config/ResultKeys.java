package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.result.CleanupPolicy;
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

    private static final Key<CleanupPolicy> RESULT_CLEANUP = Key.withDefault(
            "result.cleanup",
            Choice.among(CleanupPolicy.class),
            "keep",
            Label.low(
                    "Clean-up of results",
                    SHORT,
                    "What becomes of a result. `delete_after_commit`: its object and the `.metadata` beside it are deleted"
                            + " once the worker has stored that the run is done; this needs s3:DeleteObject. A run that is"
                            + " then asked for again is paid again."));

    static final List<Key<?>> KEYS = List.of(RESULT_FORMAT, RESULT_CLEANUP);

    private ResultKeys() {}

    static ResultFormat read(Values own) {
        return own.get(RESULT_FORMAT);
    }

    static CleanupPolicy readCleanup(Values own) {
        return own.get(RESULT_CLEANUP);
    }
}
