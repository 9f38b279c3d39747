package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.LONG;
import static org.apache.kafka.common.config.ConfigDef.Width.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.query.AthenaSettings;
import io.github.athenaconnect.query.OutputSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.S3AclOption;

/** Where in Athena queries run, and how often they are looked at. */
final class AthenaSection {
    private static final long LONGEST_POLL_MILLIS = Duration.ofMinutes(10).toMillis();

    private static final Key<String> CATALOG = Key.withDefault(
            "athena.catalog",
            matching("the name of a data catalog of at most 256 characters", ".{1,256}"),
            "AwsDataCatalog",
            Label.low("Data catalog", MEDIUM, "The data catalog in which names of a query are looked up."));
    private static final Key<String> DATABASE = Key.required(
            "athena.database",
            matching("the name of a database of at most 255 characters", ".{1,255}"),
            Label.high("Database", MEDIUM, "The database in which names of a query are looked up."));
    private static final Key<String> WORKGROUP = Key.withDefault(
            "athena.workgroup",
            matching("the name of a workgroup: 1 to 128 of a-z A-Z 0-9 . _ -", "[a-zA-Z0-9._-]{1,128}"),
            "primary",
            Label.medium("Workgroup", MEDIUM, "The workgroup that pays for, limits and configures the queries."));
    private static final Key<String> OUTPUT_LOCATION = Key.optional(
            "athena.output.location",
            matching("an s3:// URI such as s3://bucket/prefix/", "s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[^?#\\s]*)?"),
            Label.high(
                    "Output location",
                    LONG,
                    "Where Athena puts results. Needed unless the workgroup has a location; ignored by Athena if the"
                            + " workgroup enforces its own."));
    private static final Key<String> EXPECTED_BUCKET_OWNER = Key.optional(
            "athena.expected.bucket.owner",
            matching("an account id of 12 digits", "[0-9]{12}"),
            Label.low(
                    "Expected bucket owner",
                    SHORT,
                    "The account that must own the bucket of the results; Athena and S3 refuse any other."));
    private static final Key<EncryptionOption> ENCRYPTION_OPTION = Key.optional(
            "athena.encryption.option",
            Choice.of(Map.of(
                    "SSE_S3", EncryptionOption.SSE_S3,
                    "SSE_KMS", EncryptionOption.SSE_KMS,
                    "CSE_KMS", EncryptionOption.CSE_KMS)),
            Label.low(
                    "Encryption",
                    SHORT,
                    "How Athena encrypts results, if not as the bucket does by itself: with keys of S3 (`SSE_S3`), with"
                            + " a key of KMS (`SSE_KMS`), or with a key of KMS before S3 gets them (`CSE_KMS`), so that"
                            + " `result.format` must be `auto` or `api`."));
    private static final Key<String> ENCRYPTION_KMS_KEY = Key.optional(
            "athena.encryption.kms.key",
            matching("the id, the ARN or the alias of a KMS key", "[a-zA-Z0-9:/_-]{1,2048}"),
            Label.low("KMS key", LONG, "The KMS key that results are encrypted with."));
    private static final Key<S3AclOption> ACL_OPTION = Key.optional(
            "athena.acl.option",
            Choice.of(Map.of("BUCKET_OWNER_FULL_CONTROL", S3AclOption.BUCKET_OWNER_FULL_CONTROL)),
            Label.low(
                    "ACL",
                    SHORT,
                    "What Athena grants on results; needed where the bucket belongs to another account and asks for"
                            + " it."));
    private static final Key<Duration> POLL_MIN = Key.withDefault(
            "athena.poll.min.ms",
            Form.number(10, LONGEST_POLL_MILLIS).map(Duration::ofMillis),
            100L,
            Label.low(
                    "First pause between looks (ms)",
                    SHORT,
                    "Pause before the first look at a running execution; doubled after each look."));
    private static final Key<Duration> POLL_MAX = Key.withDefault(
            "athena.poll.max.ms",
            Form.number(10, LONGEST_POLL_MILLIS).map(Duration::ofMillis),
            5000L,
            Label.low(
                    "Longest pause between looks (ms)",
                    SHORT,
                    "Longest pause between two looks at a running execution."));

    static final Section SECTION = new Section(
            "Athena",
            List.of(
                    CATALOG,
                    DATABASE,
                    WORKGROUP,
                    OUTPUT_LOCATION,
                    EXPECTED_BUCKET_OWNER,
                    ENCRYPTION_OPTION.showing(ENCRYPTION_KMS_KEY),
                    ENCRYPTION_KMS_KEY.visibleWhen(
                            ENCRYPTION_OPTION.name(),
                            EncryptionOption.SSE_KMS.toString(),
                            EncryptionOption.CSE_KMS.toString()),
                    ACL_OPTION,
                    POLL_MIN,
                    POLL_MAX));

    private AthenaSection() {}

    static void check(Values values) {
        values.find(POLL_MIN)
                .ifPresent(min -> values.find(POLL_MAX)
                        .filter(max -> max.compareTo(min) < 0)
                        .ifPresent(max -> values.reject(
                                POLL_MAX,
                                "must not be less than " + POLL_MIN.name() + "=" + min.toMillis() + "; found "
                                        + max.toMillis())));
        checkEncryption(values);
    }

    private static void checkEncryption(Values values) {
        Optional<EncryptionOption> kms =
                values.find(ENCRYPTION_OPTION).filter(option -> option != EncryptionOption.SSE_S3);
        if (kms.isPresent() && !values.isSet(ENCRYPTION_KMS_KEY)) {
            values.reject(
                    ENCRYPTION_KMS_KEY,
                    "is required with " + ENCRYPTION_OPTION.name() + "=" + kms.get() + ", but is not set");
        }
        if (kms.isEmpty() && values.isSet(ENCRYPTION_KMS_KEY)) {
            values.reject(
                    ENCRYPTION_KMS_KEY,
                    "has a meaning only with " + ENCRYPTION_OPTION.name() + "=" + EncryptionOption.SSE_KMS + " or "
                            + EncryptionOption.CSE_KMS + "; set one of them, or remove this key");
        }
    }

    /** Whether Athena is asked to encrypt results before S3 gets them, so that it alone can decrypt them. */
    static boolean encryptsOnClient(Values values) {
        return values.find(ENCRYPTION_OPTION)
                .filter(EncryptionOption.CSE_KMS::equals)
                .isPresent();
    }

    static Optional<String> findOutputLocation(Values values) {
        return values.find(OUTPUT_LOCATION);
    }

    /** Whether the output location is left out, and not merely wrong. */
    static boolean hasNoOutputLocation(Values values) {
        return !values.isSet(OUTPUT_LOCATION);
    }

    static Optional<String> findCatalog(Values values) {
        return values.find(CATALOG);
    }

    static Optional<String> findDatabase(Values values) {
        return values.find(DATABASE);
    }

    static AthenaSettings read(Values values) {
        return new AthenaSettings(
                values.get(CATALOG),
                values.get(DATABASE),
                values.get(WORKGROUP),
                new OutputSettings(
                        values.find(OUTPUT_LOCATION),
                        values.find(EXPECTED_BUCKET_OWNER),
                        values.find(ENCRYPTION_OPTION)
                                .map(option -> new OutputSettings.Encryption(option, values.find(ENCRYPTION_KMS_KEY))),
                        values.find(ACL_OPTION)),
                values.get(POLL_MIN),
                values.get(POLL_MAX));
    }

    private static Form<String> matching(String accepts, String regularExpression) {
        Pattern pattern = Pattern.compile(regularExpression);
        return Form.text(accepts, text -> {
            if (!pattern.matcher(text).matches()) {
                throw new IllegalArgumentException("must be " + accepts + "; found \"" + text + "\"");
            }
            return text;
        });
    }
}
