package io.github.athenaconnect.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.result.CleanupPolicy;
import io.github.athenaconnect.result.ResultFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the results of a query are read. */
final class ResultKeys {
    private static final Key<ResultFormat> RESULT_FORMAT = Key.withDefault(
            "result.format",
            Choice.of(Map.of("auto", ResultFormat.CSV, "csv", ResultFormat.CSV, "unload", ResultFormat.UNLOAD), "api"),
            "auto",
            Label.medium(
                    "Result format",
                    SHORT,
                    "How results are read. `csv`: the object Athena writes to S3. `unload`: Parquet files, which Athena"
                            + " writes below the output location when the statement is wrapped in an UNLOAD; exact types"
                            + " for arrays, maps and rows. `auto`: the same in this version;"
                            + " later versions fall back to other ways where it cannot be read."));

    private static final Key<CleanupPolicy> RESULT_CLEANUP = Key.withDefault(
            "result.cleanup",
            Choice.among(CleanupPolicy.class),
            "keep",
            Label.low(
                    "Clean-up of results",
                    SHORT,
                    "What becomes of a result. `delete_after_commit`: its object and the `.metadata` beside it, of"
                            + " an UNLOAD its files and their list, are deleted"
                            + " once the worker has stored that the run is done; this needs s3:DeleteObject. A run that is"
                            + " then asked for again is paid again."));

    static final List<Key<?>> KEYS = List.of(RESULT_FORMAT, RESULT_CLEANUP);

    /** More than the words of an UNLOAD take with the names of connector and query in its target. */
    private static final int UNLOAD_ROOM = 400;

    private ResultKeys() {}

    /**
     * Judges what {@code unload} needs.
     *
     * @param sql the statement, if there is a right one
     */
    static void check(Values own, Optional<String> sql) {
        boolean unload =
                own.find(RESULT_FORMAT).filter(ResultFormat.UNLOAD::equals).isPresent();
        if (!unload) {
            return;
        }
        Values all = own.within("");
        Optional<String> output = AthenaSection.findOutputLocation(all);
        if (output.isEmpty()) {
            if (AthenaSection.hasNoOutputLocation(all)) {
                own.reject(
                        RESULT_FORMAT,
                        "must not be unload while athena.output.location is not set, since the files go below it;"
                                + " set that to an s3:// URI, even if the workgroup has a location of its own");
            }
            return;
        }
        sql.map(statement -> statement.getBytes(UTF_8).length
                        + UNLOAD_ROOM
                        + output.get().length())
                .filter(bytes -> bytes > SqlStatement.MAX_BYTES)
                .ifPresent(bytes -> own.reject(
                        RESULT_FORMAT,
                        "must not be unload for a statement so long: with the UNLOAD around it, it may have " + bytes
                                + " bytes, and Athena takes " + SqlStatement.MAX_BYTES + "; shorten it, or set csv"));
    }

    static ResultFormat read(Values own) {
        return own.get(RESULT_FORMAT);
    }

    static CleanupPolicy readCleanup(Values own) {
        return own.get(RESULT_CLEANUP);
    }
}
