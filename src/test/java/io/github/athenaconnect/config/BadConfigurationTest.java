package io.github.athenaconnect.config;

import static io.github.athenaconnect.config.Configurations.smallest;
import static io.github.athenaconnect.config.Configurations.smallestWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a configuration, and which key is told so. */
class BadConfigurationTest {
    /** The key at fault, what the message says beside its name, and what was changed in a good configuration. */
    static Stream<Arguments> table() {
        return Stream.of(
                bad("aws.region", "such as eu-west-1; found \"EU West\"", "aws.region", "EU West"),
                bad("aws.region", "must not be blank", "aws.region", " "),
                bad(
                        "aws.credentials.mode",
                        "one of access_keys, default, profile_content, profile_file, provider_class; found \"defalt\"",
                        "aws.credentials.mode",
                        "defalt"),
                bad(
                        "aws.access.key.id",
                        "is required by aws.credentials.mode=access_keys",
                        "aws.credentials.mode",
                        "access_keys",
                        "aws.secret.access.key",
                        "s"),
                bad(
                        "aws.secret.access.key",
                        "is required by aws.credentials.mode=access_keys",
                        "aws.credentials.mode",
                        "access_keys",
                        "aws.access.key.id",
                        "a"),
                bad(
                        "aws.secret.access.key",
                        "must not be blank",
                        "aws.credentials.mode",
                        "access_keys",
                        "aws.access.key.id",
                        "a",
                        "aws.secret.access.key",
                        " "),
                bad(
                        "aws.session.token",
                        "belongs to aws.credentials.mode=access_keys, but found aws.credentials.mode=default",
                        "aws.session.token",
                        "t"),
                bad("aws.regoin", "did you mean aws.region?", "aws.regoin", "eu-west-1"),
                bad("aws.athena.endpoint", "http:// or https:// URI", "aws.athena.endpoint", "127.0.0.1:4000"),
                bad("aws.s3.endpoint", "http:// or https:// URI", "aws.s3.endpoint", "http://user:pass@host"),
                bad("aws.s3.path.style.access", "true or false", "aws.s3.path.style.access", "maybe"),
                bad("athena.database", "no default value", "athena.database", "-"),
                bad("athena.workgroup", "name of a workgroup", "athena.workgroup", "a workgroup"),
                bad(
                        "athena.output.location",
                        "s3://bucket/prefix/; found \"acme-results\"",
                        "athena.output.location",
                        "acme-results"),
                bad("athena.output.location", "s3:// URI", "athena.output.location", "s3://UPPER/x"),
                bad("athena.poll.min.ms", "Not a number", "athena.poll.min.ms", "1s"),
                bad(
                        "athena.poll.max.ms",
                        "must not be less than athena.poll.min.ms=6000; found 5000",
                        "athena.poll.min.ms",
                        "6000"),
                bad(
                        "athena.acl.option",
                        "BUCKET_OWNER_FULL_CONTROL; found \"private\"",
                        "athena.acl.option",
                        "private"),
                bad("athena.expected.bucket.owner", "12 digits", "athena.expected.bucket.owner", "acme"),
                bad("athena.encryption.option", "CSE_KMS, SSE_KMS, SSE_S3", "athena.encryption.option", "none"),
                bad(
                        "athena.encryption.kms.key",
                        "is required with athena.encryption.option=CSE_KMS",
                        "athena.encryption.option",
                        "CSE_KMS"),
                bad(
                        "query.orders.result.format",
                        "must be auto or api with athena.encryption.option=CSE_KMS",
                        "athena.encryption.option",
                        "CSE_KMS",
                        "athena.encryption.kms.key",
                        "alias/x",
                        "query.orders.result.format",
                        "csv"),
                bad(
                        "query.orders.result.format",
                        "must be auto or api for a SHOW or DESCRIBE",
                        "query.orders.result.format",
                        "csv",
                        "query.orders.sql",
                        "/* all */ show tables"),
                bad(
                        "athena.encryption.kms.key",
                        "is required with athena.encryption.option=SSE_KMS",
                        "athena.encryption.option",
                        "SSE_KMS"),
                bad(
                        "athena.encryption.kms.key",
                        "only with athena.encryption.option=SSE_KMS or CSE_KMS",
                        "athena.encryption.option",
                        "SSE_S3",
                        "athena.encryption.kms.key",
                        "alias/x"),
                bad("athena.data.base", "did you mean athena.database?", "athena.data.base", "x"),
                bad("queries", "no default value", "queries", "-", "query.orders.sql", "-", "query.orders.topic", "-"),
                bad("queries", "at least one", "queries", "", "query.orders.sql", "-", "query.orders.topic", "-"),
                bad("queries", "found \"o.x\"", "queries", "orders,o.x"),
                bad("queries", "every name once, found orders, orders", "queries", "orders,orders"),
                bad("queries", "stands for all queries", "queries", "orders,default"),
                bad("query.orders.sql", "is required unless table is set", "query.orders.sql", "-"),
                bad("query.orders.sql", "must not be blank", "query.orders.sql", "  "),
                bad("query.orders.sql", "begins with \"DELETE\"", "query.orders.sql", "DELETE FROM orders"),
                bad("query.orders.sql", "nothing but comments", "query.orders.sql", "-- SELECT 1"),
                bad("query.orders.sql", "must be one statement", "query.orders.sql", "SELECT 1; DROP TABLE orders"),
                bad("query.orders.sql", "unclosed quote '", "query.orders.sql", "SELECT 'it"),
                bad(
                        "query.orders.sql",
                        "${run.date}, but placeholders are not available",
                        "query.orders.sql",
                        "SELECT '${run.date}'"),
                bad("query.orders.sql", "config providers", "query.orders.sql", "SELECT ${file:/secrets:filter}"),
                bad("query.orders.table", "must not be set beside sql", "query.orders.table", "orders"),
                bad(
                        "query.orders.table",
                        "name of a table",
                        "query.orders.sql",
                        "-",
                        "query.orders.table",
                        "orders; DROP"),
                bad("query.orders.topic", "no default value", "query.orders.topic", "-"),
                bad("query.orders.topic", "found \"shop orders\"", "query.orders.topic", "shop orders"),
                bad("query.orders.topic", "neither \".\" nor", "query.orders.topic", ".."),
                bad("query.orders.topic", "placeholders are not available", "query.orders.topic", "shop.${query}"),
                bad("query.orders.key.columns", "every column once", "query.orders.key.columns", "a,b,a"),
                bad("query.orders.key.columns", "a blank one", "query.orders.key.columns", "a,,b"),
                bad(
                        "query.orders.schedule",
                        "a cron expression, which is not available in this version",
                        "query.orders.schedule",
                        "0 * * * *"),
                bad(
                        "query.orders.schedule",
                        "a cron expression, which is not available in this version",
                        "query.orders.schedule",
                        "@daily"),
                bad("query.orders.schedule", "such as 90s, 15m, 2h", "query.orders.schedule", "15 minutes"),
                bad("query.orders.schedule", "from 1s to 3650d", "query.orders.schedule", "0s"),
                bad("query.orders.schedule", "from 1s to 3650d", "query.orders.schedule", "PT0.5S"),
                bad("query.orders.schedule", "such as 90s", "query.orders.schedule", "99999999999999999999d"),
                bad("query.orders.schedule.timezone", "found \"Berlin\"", "query.orders.schedule.timezone", "Berlin"),
                bad(
                        "query.orders.schedule.jitter",
                        "not available in this version",
                        "query.orders.schedule.jitter",
                        "5s"),
                bad(
                        "query.orders.mode",
                        "found \"incremental\", which is not available in this version",
                        "query.orders.mode",
                        "incremental"),
                bad(
                        "query.orders.watermark.columns",
                        "not available in this version",
                        "query.orders.watermark.columns",
                        "id"),
                bad("query.default.shards", "not available in this version", "query.default.shards", "4"),
                bad(
                        "query.orders.result.format",
                        "found \"unload\", which is not available in this version",
                        "query.orders.result.format",
                        "unload"),
                bad(
                        "query.orders.decimal.mode",
                        "best_fit, decimal, double, string; found \"DECIMAL\"",
                        "query.orders.decimal.mode",
                        "DECIMAL"),
                bad("query.orders.timestamp.mode", "millis_truncated", "query.orders.timestamp.mode", "seconds"),
                bad("query.orders.schema.name", "must not be blank", "query.orders.schema.name", ""),
                bad("query.orders.retries", "must be 0 to 1000, found -1", "query.orders.retries", "-1"),
                bad("query.orders.retry.backoff.ms", "found 0", "query.orders.retry.backoff.ms", "0"),
                bad("query.orders.timeout", "a duration such as", "query.orders.timeout", "soon"),
                bad("query.orders.topik", "did you mean query.orders.topic?", "query.orders.topik", "x"),
                bad(
                        "query.order.topic",
                        "queries does not name; did you mean query.orders.topic?",
                        "query.order.topic",
                        "x"),
                bad(
                        "query.default.decimal.mod",
                        "did you mean query.default.decimal.mode?",
                        "query.default.decimal.mod",
                        "x"),
                bad("batch.max.rows", "must be 1 to 1000000, found 0", "batch.max.rows", "0"),
                bad("buffer.max.bytes", "found 1", "buffer.max.bytes", "1"),
                bad("run.log.topic", "not available in this version", "run.log.topic", "runs"),
                bad("validation", "connection", "validation", "full"),
                bad("validation.timeout.ms", "1000 to 80000", "validation.timeout.ms", "999"),
                bad("validation.timeout.ms", "1000 to 80000", "validation.timeout.ms", "90000"),
                bad("task.queries", "is written by the connector", "task.queries", "orders"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("table")
    void isAnErrorOfTheKeyAtFaultAndOfNoOther(String key, String words, String[] changes) {
        Map<String, List<String>> errors = errors(smallestWith(changes));

        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key)).singleElement().asString().contains(key, words);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("table")
    void doesNotStart(String key, String words, String[] changes) {
        assertThatThrownBy(() -> ConnectorSettings.parse(smallestWith(changes)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(words);
    }

    @Test
    void isToldInFull() {
        Map<String, String> properties =
                smallestWith("aws.region", "nowhere", "query.orders.schedule", "often", "query.orders.topc", "x");

        assertThat(errors(properties)).containsOnlyKeys("aws.region", "query.orders.schedule", "query.orders.topc");
        assertThatThrownBy(() -> ConnectorSettings.parse(properties))
                .hasMessageContainingAll("aws.region", "query.orders.schedule", "query.orders.topc");
    }

    @Test
    void isAnErrorOfEachQueryThatInheritsIt() {
        assertThat(errors(smallestWith("query.default.decimal.mode", "exact")))
                .containsOnlyKeys("query.default.decimal.mode", "query.orders.decimal.mode");
    }

    @Test
    void nearlyNothingIsToldByTheKeysThatAreRequired() {
        assertThat(errors(Map.of("aws.credentials.mode", "access_keys")))
                .containsOnlyKeys(
                        "aws.region", "aws.access.key.id", "aws.secret.access.key", "athena.database", "queries");
    }

    @Test
    void aNamelessConnectorDoesNotStart() {
        assertThatThrownBy(() -> ConnectorSettings.parse(smallestWith("name", "-")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("name is required, but is not set");
    }

    @Test
    void keysOfTheWorkerAreNotOurs() {
        assertThat(errors(smallestWith(
                        "tasks.max", "1",
                        "key.converter", "x",
                        "transforms.route.type", "y",
                        "topic.creation.default.partitions", "1",
                        "producer.override.linger.ms", "20")))
                .isEmpty();
    }

    @Test
    void neverShowsASecret() {
        Map<String, String> properties = smallestWith(
                "aws.credentials.mode", "access_keys",
                "aws.access.key.id", "AKIDEXAMPLE",
                "aws.secret.access.key", "hush",
                "aws.secret.acces.key", "hush",
                "aws.session.token", "hush",
                "aws.profile.content", "hush",
                "query.orders.sql", "hush SELECT 'hush");

        assertThat(ConnectorConfiguration.validate(properties).configValues())
                .filteredOn(value -> !value.name().equals("query.orders.sql"))
                .allSatisfy(value -> assertThat(value.toString()).doesNotContain("hush"));
        assertThatThrownBy(() -> ConnectorSettings.parse(properties))
                .satisfies(error -> assertThat(error.toString()).doesNotContain("hush"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "a,,b",
                "-1",
                "9999999999999999999999",
                "NaN",
                "${",
                "${a:b}",
                "'",
                "\"",
                "/*",
                "--",
                ";",
                ".",
                "%s",
                "\u0000",
                "\u0130\u0131",
                "\ud800",
                "P1Y",
                "PT-1S",
                "s3://",
                "http://",
                "http://[",
                "true"
            })
    void isJudgedWithoutAnExceptionWhateverItHolds(String anything) {
        ConnectorConfiguration.definition(ConnectorConfiguration.sections(List.of("orders")))
                .names()
                .forEach(key -> assertThatCode(() -> errors(smallestWith(key, anything)))
                        .as(key)
                        .doesNotThrowAnyException());
    }

    @Test
    void goodOnesHaveNoErrors() {
        assertThat(errors(smallest())).isEmpty();
    }

    private static Arguments bad(String key, String words, String... changes) {
        return Arguments.of(key, words, changes);
    }

    private static Map<String, List<String>> errors(Map<String, String> properties) {
        return ConnectorConfiguration.validate(properties).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}
