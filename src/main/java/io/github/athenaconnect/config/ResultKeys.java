package io.github.athenaconnect.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.query.StatementKind;
import io.github.athenaconnect.result.CleanupPolicy;
import io.github.athenaconnect.result.ResultFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the results of a query are read. */
final class ResultKeys {
    private static final Key<ResultFormat> RESULT_FORMAT = Key.withDefault(
            "result.format",
            Choice.among(ResultFormat.class),
            "auto",
            Label.medium(
                    "Result format",
                    SHORT,
                    "How results are read. `csv`: the object Athena writes to S3. `unload`: Parquet files, which Athena"
                            + " writes below the output location when the statement is wrapped in an UNLOAD; exact types"
                            + " for arrays, maps and rows. `api`: page by page from Athena, slower, but whatever the form"
                            + " of the result. `auto`: `csv`, or `api` where the object cannot be read: of managed query"
                            + " results, of results encrypted with `CSE_KMS`, of a SHOW or DESCRIBE, and where S3 denies"
                            + " it; the log says why."));

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

    private static final Key<Optional<Duration>> RESULT_REUSE = Key.withDefault(
            "result.reuse.max.age",
            Form.text("off, or a duration from 1m to 7d", ResultKeys::parseReuse),
            "off",
            Label.low(
                    "Reuse of results",
                    SHORT,
                    "How old a result may be that Athena gives again for the same statement instead of running it: `off`, or"
                            + " whole minutes up to `7d`. Nothing is scanned or paid then, and the rows are as old as"
                            + " that result. It needs Athena engine version 3, and does nothing for statements that"
                            + " differ from run to run."));

    static final List<Key<?>> KEYS = List.of(RESULT_FORMAT, RESULT_CLEANUP, RESULT_REUSE);

    /** 10,080 minutes in Athena's API (ResultReuseByAgeConfiguration). */
    private static final Duration OLDEST_REUSED = Duration.ofDays(7);

    /** More than the words of an UNLOAD take with the names of connector and query in its target. */
    private static final int UNLOAD_ROOM = 400;

    private ResultKeys() {}

    /**
     * Refuses a format that cannot read what the query gives.
     *
     * @param kind of the statement, if there is one
     * @param encryptedByClient whether Athena is asked to encrypt results before S3 gets them
     */
    static void check(Values own, Optional<StatementKind> kind, boolean encryptedByClient) {
        boolean onlyObjects = own.find(RESULT_FORMAT)
                .filter(format -> !format.readsAnyResult())
                .isPresent();
        if (onlyObjects && kind.equals(Optional.of(StatementKind.TEXT))) {
            own.reject(RESULT_FORMAT, "must be auto or api for a SHOW or DESCRIBE statement, which gives text");
        } else if (onlyObjects && encryptedByClient) {
            own.reject(
                    RESULT_FORMAT,
                    "must be auto or api with athena.encryption.option=CSE_KMS, as Athena alone decrypts such results");
        }
    }

    /**
     * Judges what {@code unload} needs.
     *
     * @param sql the statement, if there is a right one
     */
    static void checkUnload(Values own, Optional<String> sql) {
        if (!isUnload(own)) {
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

    /** Refuses reuse where what would be reused is deleted, or never is. */
    static void checkReuse(Values own) {
        if (own.find(RESULT_REUSE).flatMap(age -> age).isEmpty()) {
            return;
        }
        if (own.find(RESULT_CLEANUP)
                .filter(CleanupPolicy.DELETE_AFTER_COMMIT::equals)
                .isPresent()) {
            own.reject(
                    RESULT_REUSE,
                    "must be off with " + RESULT_CLEANUP.name()
                            + "=delete_after_commit, which deletes the results that would be reused; set one of them back");
        }
        if (own.find(RESULT_FORMAT).filter(ResultFormat.UNLOAD::equals).isPresent()) {
            own.reject(
                    RESULT_REUSE,
                    "must be off with " + RESULT_FORMAT.name()
                            + "=unload, as the statement of every UNLOAD is another one, with a target of its own");
        }
    }

    static Optional<Duration> readReuse(Values own) {
        return own.get(RESULT_REUSE);
    }

    private static Optional<Duration> parseReuse(String text) {
        return text.equals("off") ? Optional.empty() : Optional.of(reusableAge(text));
    }

    private static Duration reusableAge(String text) {
        try {
            Duration age = DurationText.parse(text);
            if (age.toSecondsPart() == 0 && age.compareTo(OLDEST_REUSED) <= 0) {
                return age;
            }
        } catch (IllegalArgumentException noDuration) {
            throw notAnAge(text);
        }
        throw notAnAge(text);
    }

    private static IllegalArgumentException notAnAge(String text) {
        return new IllegalArgumentException(
                "must be off or whole minutes from 1m to 7d, as Athena takes them; found \"" + text + "\"");
    }

    static boolean isUnload(Values own) {
        return own.find(RESULT_FORMAT).filter(ResultFormat.UNLOAD::equals).isPresent();
    }

    static boolean isCleanup(CleanupPolicy policy, Values own) {
        return own.find(RESULT_CLEANUP).filter(policy::equals).isPresent();
    }

    static ResultFormat read(Values own) {
        return own.get(RESULT_FORMAT);
    }

    static CleanupPolicy readCleanup(Values own) {
        return own.get(RESULT_CLEANUP);
    }
}
