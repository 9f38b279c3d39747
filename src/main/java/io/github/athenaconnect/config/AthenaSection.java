package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.LONG;
import static org.apache.kafka.common.config.ConfigDef.Width.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.query.AthenaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

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
            List.of(CATALOG, DATABASE, WORKGROUP, OUTPUT_LOCATION, POLL_MIN, POLL_MAX),
            Set.of(
                    "athena.expected.bucket.owner",
                    "athena.encryption.option",
                    "athena.encryption.kms.key",
                    "athena.acl.option"));

    private AthenaSection() {}

    static void check(Values values) {
        values.find(POLL_MIN)
                .ifPresent(min -> values.find(POLL_MAX)
                        .filter(max -> max.compareTo(min) < 0)
                        .ifPresent(max -> values.reject(
                                POLL_MAX,
                                "must not be less than " + POLL_MIN.name() + "=" + min.toMillis() + "; found "
                                        + max.toMillis())));
    }

    static AthenaSettings read(Values values) {
        return new AthenaSettings(
                values.get(CATALOG),
                values.get(DATABASE),
                values.get(WORKGROUP),
                values.find(OUTPUT_LOCATION),
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
