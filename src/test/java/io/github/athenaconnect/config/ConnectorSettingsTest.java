package io.github.athenaconnect.config;

import static io.github.athenaconnect.config.Configurations.smallest;
import static io.github.athenaconnect.config.Configurations.smallestWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.aws.AssumedRole;
import io.github.athenaconnect.aws.AwsSettings;
import io.github.athenaconnect.aws.CredentialsSettings;
import io.github.athenaconnect.aws.Endpoints;
import io.github.athenaconnect.failure.FailurePolicy;
import io.github.athenaconnect.failure.MissingResultPolicy;
import io.github.athenaconnect.failure.Policies;
import io.github.athenaconnect.failure.QueryChangePolicy;
import io.github.athenaconnect.failure.SchemaChangePolicy;
import io.github.athenaconnect.query.Agenda;
import io.github.athenaconnect.query.AthenaSettings;
import io.github.athenaconnect.query.IntervalSettings;
import io.github.athenaconnect.query.Jitter;
import io.github.athenaconnect.query.OutputSettings;
import io.github.athenaconnect.query.RetrySettings;
import io.github.athenaconnect.query.ScanBudget;
import io.github.athenaconnect.query.ScanSettings;
import io.github.athenaconnect.query.SqlTemplate;
import io.github.athenaconnect.query.StopAction;
import io.github.athenaconnect.record.HeaderMode;
import io.github.athenaconnect.record.RecordSettings;
import io.github.athenaconnect.record.RowErrorPolicy;
import io.github.athenaconnect.record.RowErrors;
import io.github.athenaconnect.record.TimestampColumn;
import io.github.athenaconnect.record.TopicTemplate;
import io.github.athenaconnect.result.CleanupPolicy;
import io.github.athenaconnect.result.ResultFormat;
import io.github.athenaconnect.schedule.Schedule;
import io.github.athenaconnect.type.AthenaTypeParameter;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.DeclaredTypes;
import io.github.athenaconnect.type.FieldNames;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import io.github.athenaconnect.watermark.Lookback;
import io.github.athenaconnect.watermark.Watermark;
import io.github.athenaconnect.watermark.WatermarkSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.S3AclOption;

/** From strings to values: every default, and every key set to something else. */
class ConnectorSettingsTest {
    private static final Policies DEFAULT_POLICIES = new Policies(
            FailurePolicy.FAIL, QueryChangePolicy.CONTINUE, MissingResultPolicy.RERUN, SchemaChangePolicy.EVOLVE);

    @Test
    void everythingButTheEssentialHasADefault() {
        assertThat(ConnectorSettings.parse(smallest()))
                .isEqualTo(new ConnectorSettings(
                        "shop",
                        new AwsSettings(
                                Region.EU_WEST_1,
                                new CredentialsSettings.DefaultChain(),
                                List.of(),
                                Endpoints.OF_REGION),
                        new AthenaSettings(
                                "AwsDataCatalog",
                                "shop",
                                "primary",
                                OutputSettings.at(Optional.empty()),
                                Duration.ofMillis(100),
                                Duration.ofSeconds(5)),
                        List.of(new QuerySettings(
                                "orders",
                                SqlTemplate.parse("SELECT * FROM orders"),
                                new RecordSettings("shop.orders", List.of()),
                                Agenda.of(Schedule.once(), ZoneId.of("UTC"), Duration.ZERO),
                                Optional.empty(),
                                ResultFormat.AUTO,
                                CleanupPolicy.KEEP,
                                Optional.empty(),
                                new TypeSettings("shop.orders", DecimalMode.DECIMAL, TimestampMode.MILLIS),
                                new RetrySettings(3, Duration.ofSeconds(1), Duration.ofMinutes(30)),
                                DEFAULT_POLICIES,
                                RowErrors.FAIL)),
                        new RuntimeSettings(2000, 67_108_864, 50_000, Optional.empty(), StopAction.LEAVE, 1_048_576),
                        new ValidationSettings(ValidationLevel.QUERIES, Duration.ofSeconds(20))));
    }

    @Nested
    class EveryKey {
        private static final String REFUNDS =
                "WITH r AS (SELECT * FROM refunds WHERE refunded_at >= ${interval.start} AND refunded_at < ${interval.end})"
                        + " SELECT * FROM r";

        /** Each key the connector knows, set to something other than its default. */
        private static final Map<String, String> EXPLICIT = new TreeMap<>(Map.ofEntries(
                Map.entry("aws.region", "ap-south-2"),
                Map.entry("transaction.max.rows", "20000"),
                Map.entry("run.log.topic", "runs"),
                Map.entry("stop.action", "cancel"),
                Map.entry("query.refunds.on.failure", "skip"),
                Map.entry("query.refunds.errors.row", "dead_letter"),
                Map.entry("query.refunds.errors.dead.letter.topic", "shop.refunds.dead"),
                Map.entry("query.refunds.on.query.change", "fail"),
                Map.entry("query.refunds.on.result.missing", "skip"),
                Map.entry("query.refunds.schema.change", "freeze"),
                Map.entry("aws.credentials.mode", "access_keys"),
                Map.entry("aws.access.key.id", "AKIDEXAMPLE"),
                Map.entry("aws.secret.access.key", "hushhush"),
                Map.entry("aws.session.token", "hushhush-token\n"),
                Map.entry("aws.sts.endpoint", "https://sts.example.com"),
                Map.entry(
                        "aws.sts.role.arn",
                        "arn:aws:iam::123456789012:role/hub, arn:aws:iam::210987654321:role/lake/reader"),
                Map.entry("aws.sts.role.external.id", "acme-4711"),
                Map.entry("aws.sts.role.session.name", "shop"),
                Map.entry("aws.sts.role.session.duration.seconds", "900"),
                Map.entry("aws.athena.endpoint", "http://127.0.0.1:4000"),
                Map.entry("aws.s3.endpoint", "https://s3.example.com"),
                Map.entry("aws.s3.path.style.access", "true"),
                Map.entry("athena.catalog", "lake"),
                Map.entry("athena.database", "sales"),
                Map.entry("athena.workgroup", "etl"),
                Map.entry("athena.output.location", "s3://acme-results/kafka/"),
                Map.entry("athena.poll.min.ms", "250"),
                Map.entry("athena.poll.max.ms", "2000"),
                Map.entry("queries", "refunds, customers, lines"),
                Map.entry("query.refunds.sql", REFUNDS),
                Map.entry("query.refunds.topic", "${database}.${query}.${column:Shop Name}"),
                Map.entry("query.refunds.key.columns", "order_id, line"),
                Map.entry("query.refunds.timestamp.column", "changed_at"),
                Map.entry("query.refunds.delete.column", "gone"),
                Map.entry("query.refunds.schedule", "15m"),
                Map.entry("query.refunds.schedule.timezone", "Asia/Tokyo"),
                Map.entry("query.refunds.schedule.jitter", "10m"),
                Map.entry("query.refunds.mode", "interval"),
                Map.entry("query.refunds.interval.start", "2024-01-01"),
                Map.entry("query.refunds.interval.end", "2025-01-01T00:00:00Z"),
                Map.entry("query.refunds.interval.delay", "5m"),
                Map.entry("query.refunds.interval.lookback", "1d"),
                Map.entry("query.refunds.catchup", "true"),
                Map.entry("query.refunds.interval.max.runs", "96"),
                Map.entry("query.customers.mode", "incremental"),
                Map.entry("query.customers.schedule", "1d"),
                Map.entry("query.customers.watermark.columns", "changed_at, customer_id"),
                Map.entry("query.customers.watermark.initial", "2024-01-01, BIGINT '7'"),
                Map.entry("query.customers.watermark.lookback", "2h"),
                Map.entry("query.refunds.result.format", "csv"),
                Map.entry("query.refunds.result.cleanup", "delete_after_commit"),
                Map.entry("query.customers.result.reuse.max.age", "1d12h"),
                Map.entry("query.refunds.headers", "provenance"),
                Map.entry("query.refunds.decimal.mode", "best_fit"),
                Map.entry("query.refunds.timestamp.mode", "micros"),
                Map.entry("query.refunds.schema.name", "com.acme.Refund"),
                Map.entry("query.refunds.field.names", "avro"),
                Map.entry("query.refunds.nested.types", "items array(row(sku varchar, amount integer))"),
                Map.entry("query.refunds.schema.athena.types", "true"),
                Map.entry("athena.expected.bucket.owner", "123456789012"),
                Map.entry("athena.encryption.option", "SSE_KMS"),
                Map.entry("athena.encryption.kms.key", "alias/results"),
                Map.entry("athena.acl.option", "BUCKET_OWNER_FULL_CONTROL"),
                Map.entry("query.refunds.retries", "7"),
                Map.entry("query.refunds.retry.backoff.ms", "50"),
                Map.entry("query.refunds.timeout", "1h30m"),
                Map.entry("query.customers.table", "customers"),
                Map.entry("query.customers.topic", "shop.customers"),
                Map.entry("query.lines.table", "order_lines"),
                Map.entry("query.lines.topic", "shop.lines"),
                Map.entry("query.lines.result.format", "unload"),
                Map.entry("query.lines.shards", "4"),
                Map.entry("query.lines.schema.change", "freeze"),
                Map.entry("query.lines.scan.limit.bytes", "50000000000"),
                Map.entry("query.lines.scan.budget.bytes", "700000000000"),
                Map.entry("query.lines.scan.budget.period", "6h"),
                Map.entry("batch.max.rows", "500"),
                Map.entry("buffer.max.bytes", "1048576"),
                Map.entry("validation", "connection"),
                Map.entry("validation.timeout.ms", "5000")));

        private static AssumedRole role(String arn) {
            return new AssumedRole(arn, Optional.of("acme-4711"), "shop", Duration.ofMinutes(15));
        }

        @Test
        void isTested() {
            Set<String> tested = new HashSet<>(ConnectionSettingsTest.KEYS);
            EXPLICIT.keySet()
                    .forEach(key ->
                            tested.add(key.replaceFirst("^query\\.(refunds|customers|lines)\\.", "query.default.")));

            assertThat(tested)
                    .containsExactlyInAnyOrderElementsOf(
                            ConnectorConfiguration.definition().names());
        }

        @Test
        void reachesTheSettings() {
            Map<String, String> properties = new TreeMap<>(EXPLICIT);
            properties.put("name", "everything");
            properties.put("producer.override.max.request.size", "8388608");

            assertThat(ConnectorSettings.parse(properties))
                    .isEqualTo(new ConnectorSettings(
                            "everything",
                            new AwsSettings(
                                    Region.of("ap-south-2"),
                                    new CredentialsSettings.AccessKeys(
                                            "AKIDEXAMPLE",
                                            new Password("hushhush"),
                                            Optional.of(new Password("hushhush-token"))),
                                    List.of(
                                            role("arn:aws:iam::123456789012:role/hub"),
                                            role("arn:aws:iam::210987654321:role/lake/reader")),
                                    new Endpoints(
                                            Optional.of(URI.create("http://127.0.0.1:4000")),
                                            Optional.of(URI.create("https://s3.example.com")),
                                            Optional.of(URI.create("https://sts.example.com")),
                                            true,
                                            false,
                                            false)),
                            new AthenaSettings(
                                    "lake",
                                    "sales",
                                    "etl",
                                    new OutputSettings(
                                            Optional.of("s3://acme-results/kafka/"),
                                            Optional.of("123456789012"),
                                            Optional.of(new OutputSettings.Encryption(
                                                    EncryptionOption.SSE_KMS, Optional.of("alias/results"))),
                                            Optional.of(S3AclOption.BUCKET_OWNER_FULL_CONTROL)),
                                    Duration.ofMillis(250),
                                    Duration.ofSeconds(2)),
                            List.of(
                                    new QuerySettings(
                                            "refunds",
                                            SqlTemplate.parse(REFUNDS),
                                            new RecordSettings(
                                                    new TopicTemplate(List.of(
                                                            new TopicTemplate.Literal("sales"),
                                                            new TopicTemplate.Literal("."),
                                                            new TopicTemplate.Literal("refunds"),
                                                            new TopicTemplate.Literal("."),
                                                            new TopicTemplate.OfColumn("Shop Name"))),
                                                    Set.of(),
                                                    List.of("order_id", "line"),
                                                    Optional.of(
                                                            new TimestampColumn("changed_at", TimestampMode.MICROS)),
                                                    Optional.of("gone"),
                                                    HeaderMode.PROVENANCE),
                                            Agenda.ofIntervals(
                                                    Schedule.every(Duration.ofMinutes(15))
                                                            .in(ZoneId.of("Asia/Tokyo")),
                                                    ZoneId.of("Asia/Tokyo"),
                                                    new IntervalSettings(
                                                            Optional.of(Instant.parse("2023-12-31T15:00:00Z")),
                                                            Optional.of(Instant.parse("2025-01-01T00:00:00Z")),
                                                            Duration.ofMinutes(5),
                                                            Duration.ofDays(1),
                                                            Optional.of(96)),
                                                    Jitter.of("everything", "refunds", Duration.ofMinutes(10))),
                                            Optional.empty(),
                                            ResultFormat.CSV,
                                            CleanupPolicy.DELETE_AFTER_COMMIT,
                                            Optional.empty(),
                                            new TypeSettings(
                                                    "com.acme.Refund",
                                                    DecimalMode.BEST_FIT,
                                                    TimestampMode.MICROS,
                                                    FieldNames.AVRO,
                                                    AthenaTypeParameter.ADDED,
                                                    DeclaredTypes.parse(
                                                            "items array(row(sku varchar, amount integer))")),
                                            new RetrySettings(7, Duration.ofMillis(50), Duration.ofMinutes(90)),
                                            new Policies(
                                                    FailurePolicy.SKIP,
                                                    QueryChangePolicy.FAIL,
                                                    MissingResultPolicy.SKIP,
                                                    SchemaChangePolicy.FREEZE),
                                            new RowErrors(
                                                    RowErrorPolicy.DEAD_LETTER, Optional.of("shop.refunds.dead"))),
                                    new QuerySettings(
                                            "customers",
                                            SqlTemplate.parse("SELECT * FROM \"customers\" WHERE \"changed_at\" >"
                                                    + " ${watermark.changed_at} OR (\"changed_at\" ="
                                                    + " ${watermark.changed_at} AND (\"customer_id\" >"
                                                    + " ${watermark.customer_id}))"),
                                            new RecordSettings("shop.customers", List.of()),
                                            Agenda.of(
                                                    Schedule.every(Duration.ofDays(1))
                                                            .in(ZoneId.of("UTC")),
                                                    ZoneId.of("UTC"),
                                                    Duration.ZERO),
                                            Optional.of(new WatermarkSettings(
                                                    List.of("changed_at", "customer_id"),
                                                    Watermark.parse(
                                                            "changed_at = DATE '2024-01-01', customer_id = BIGINT '7'"),
                                                    Optional.of(Lookback.of(Duration.ofHours(2))))),
                                            ResultFormat.AUTO,
                                            CleanupPolicy.KEEP,
                                            Optional.of(Duration.ofHours(36)),
                                            new TypeSettings(
                                                    "sales.customers", DecimalMode.DECIMAL, TimestampMode.MILLIS),
                                            new RetrySettings(3, Duration.ofSeconds(1), Duration.ofMinutes(30)),
                                            DEFAULT_POLICIES,
                                            RowErrors.FAIL),
                                    new QuerySettings(
                                            "lines",
                                            SqlTemplate.parse("SELECT * FROM \"order_lines\""),
                                            new RecordSettings("shop.lines", List.of()),
                                            Agenda.of(Schedule.once(), ZoneId.of("UTC"), Duration.ZERO),
                                            Optional.empty(),
                                            ResultFormat.UNLOAD,
                                            CleanupPolicy.KEEP,
                                            Optional.empty(),
                                            4,
                                            new TypeSettings("sales.lines", DecimalMode.DECIMAL, TimestampMode.MILLIS),
                                            new RetrySettings(3, Duration.ofSeconds(1), Duration.ofMinutes(30)),
                                            new Policies(
                                                    FailurePolicy.FAIL,
                                                    QueryChangePolicy.CONTINUE,
                                                    MissingResultPolicy.FAIL,
                                                    SchemaChangePolicy.FREEZE),
                                            new ScanSettings(
                                                    Optional.of(50_000_000_000L),
                                                    Optional.of(new ScanBudget(
                                                            700_000_000_000L,
                                                            Schedule.every(Duration.ofHours(6))
                                                                    .in(ZoneId.of("UTC"))))),
                                            RowErrors.FAIL)),
                            new RuntimeSettings(
                                    500, 1_048_576, 20_000, Optional.of("runs"), StopAction.CANCEL, 8_388_608),
                            new ValidationSettings(ValidationLevel.CONNECTION, Duration.ofSeconds(5))));
        }
    }

    @Nested
    class DefaultsOfQueries {
        @Test
        void serveQueriesThatDoNotSetTheKey() {
            ConnectorSettings settings = ConnectorSettings.parse(smallestWith(
                    "queries", "orders,refunds",
                    "query.refunds.table", "refunds",
                    "query.refunds.topic", "shop.refunds",
                    "query.default.decimal.mode", "string",
                    "query.orders.decimal.mode", "double"));

            assertThat(settings.queries())
                    .extracting(query -> query.types().decimalMode())
                    .containsExactly(DecimalMode.DOUBLE, DecimalMode.STRING);
        }

        @Test
        void serveRequiredKeysToo() {
            ConnectorSettings settings = ConnectorSettings.parse(
                    smallestWith("query.orders.topic", "-", "query.default.topic", "everything"));

            assertThat(settings.queries())
                    .extracting(query -> query.records().topic().toString())
                    .containsExactly("everything");
        }
    }

    @Nested
    class Topics {
        private static TopicTemplate topic(String written) {
            return ConnectorSettings.parse(smallestWith("query.orders.topic", written))
                    .queries()
                    .get(0)
                    .records()
                    .topic();
        }

        @Test
        void areLiteralOrFilledIn() {
            assertThat(topic("shop.orders").name()).contains("shop.orders");
            assertThat(topic("${database}-${query}_x").name()).contains("shop-orders_x");
            assertThat(topic(" ${query} ").name()).contains("orders");
        }

        @Test
        void mayBeNamedByTheRow() {
            assertThat(topic("${query}.${column:tenant}${column: day }"))
                    .hasToString("orders.${column:tenant}${column:day}")
                    .extracting(TopicTemplate::name)
                    .isEqualTo(Optional.empty());
        }
    }

    @Nested
    class Schedules {
        private static Agenda agenda(String... changes) {
            return ConnectorSettings.parse(smallestWith(changes))
                    .queries()
                    .get(0)
                    .agenda();
        }

        @ParameterizedTest
        @CsvSource({
            "@hourly, 0 * * * *",
            "@daily, 0 0 * * *",
            "@midnight, 0 0 * * *",
            "@weekly, 0 0 * * 0",
            "@monthly, 0 0 1 * *",
            "@yearly, 0 0 1 1 *",
            "@annually, 0 0 1 1 *",
            "0 6 * * mon, 0  6 * * MON",
            "0 0 6 ? * MON, 0 0 6 ? * MON",
        })
        void mayBeCronExpressions(String written, String meant) {
            assertThat(agenda("query.orders.schedule", written))
                    .isEqualTo(Agenda.of(Schedule.cron(meant).in(ZoneId.of("UTC")), ZoneId.of("UTC"), Duration.ZERO));
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "0s", "PT0S"})
        void mayHaveNoJitter(String none) {
            assertThat(agenda("query.orders.schedule.jitter", none)).isEqualTo(agenda());
        }

        @ParameterizedTest
        @CsvSource({
            "2024-03-31, 2024-03-30T23:00:00Z",
            "2024-03-31 02:30, 2024-03-31T01:00:00Z",
            "2024-03-31T06:00:00.5, 2024-03-31T04:00:00.500Z",
            "2024-03-31 06:00:00+02:00, 2024-03-31T04:00:00Z",
            "2024-10-27 02:30:00, 2024-10-27T00:30:00Z",
        })
        void beginWhereTheClockOfTheirZoneSays(String written, Instant meant) {
            Agenda berlin = agenda(
                    "query.orders.sql",
                    "SELECT * FROM t WHERE x >= ${interval.start} AND x < ${interval.end}",
                    "query.orders.mode",
                    "interval",
                    "query.orders.schedule",
                    "1h",
                    "query.orders.schedule.timezone",
                    "Europe/Berlin",
                    "query.orders.interval.start",
                    written);

            assertThat(berlin.first(Instant.EPOCH)
                            .orElseThrow()
                            .run()
                            .interval()
                            .orElseThrow()
                            .start())
                    .isEqualTo(meant);
        }

        @Test
        void catchUpWithTheLatestOnlyIfToldSo() {
            Agenda latest = agenda(
                    "query.orders.sql",
                    "SELECT * FROM t WHERE x >= ${interval.start} AND x < ${interval.end}",
                    "query.orders.mode",
                    "interval",
                    "query.orders.schedule",
                    "1h",
                    "query.orders.interval.start",
                    "2024-01-01",
                    "query.orders.catchup",
                    "false");

            assertThat(latest.first(Instant.parse("2026-01-01T00:30:00Z"))
                            .orElseThrow()
                            .run()
                            .scheduled())
                    .isEqualTo("2026-01-01T00:00:00Z");
        }

        @Test
        void ofOtherModesLeaveDefaultsOfIntervalsAlone() {
            assertThat(agenda("query.default.interval.delay", "5m", "query.default.catchup", "false"))
                    .isEqualTo(agenda());
        }
    }

    @Nested
    class IncrementalMode {
        private static final String MODE = "query.orders.mode";
        private static final String COLUMNS = "query.orders.watermark.columns";
        private static final String INITIAL = "query.orders.watermark.initial";

        private static QuerySettings table(String columns, String initial) {
            return ConnectorSettings.parse(smallestWith(
                            "query.orders.sql",
                            "-",
                            "query.orders.table",
                            "shop.orders",
                            MODE,
                            "incremental",
                            COLUMNS,
                            columns,
                            INITIAL,
                            initial))
                    .queries()
                    .get(0);
        }

        @Test
        void writesTheStatementOfATableItself() {
            assertThat(table("Last \"Change\"", "7").firstStatement(Instant.EPOCH))
                    .isEqualTo("SELECT * FROM \"shop\".\"orders\" WHERE \"Last \"\"Change\"\"\" > BIGINT '7'");
        }

        @Test
        void comparesSeveralColumnsOfATableAsATuple() {
            assertThat(table("a,b,c", "7, x, 2024-01-01").firstStatement(Instant.EPOCH))
                    .isEqualTo("SELECT * FROM \"shop\".\"orders\" WHERE \"a\" > BIGINT '7' OR (\"a\" = BIGINT '7' AND"
                            + " (\"b\" > 'x' OR (\"b\" = 'x' AND (\"c\" > DATE '2024-01-01'))))");
        }

        @Test
        void hasTheSameColumnsWithoutAWatermark() {
            assertThat(table("a", "7").statementWithoutWatermark(Instant.EPOCH)).endsWith(" WHERE \"a\" > NULL");
        }

        @Test
        void leavesItsDefaultsToQueriesOfThatMode() {
            ConnectorSettings settings = ConnectorSettings.parse(smallestWith(
                    "query.default.watermark.columns", "updated_at", "query.default.watermark.initial", "2024-01-01"));

            assertThat(settings.queries().get(0).watermark()).isEmpty();
        }
    }

    @Nested
    class OfATask {
        private final Map<String, String> properties = smallestWith(
                "queries", "orders,refunds,customers",
                "query.default.topic", "all",
                "query.refunds.table", "refunds",
                "query.customers.table", "customers");

        @Test
        void holdOnlyTheTasksQueries() {
            properties.put("task.queries", "customers,orders");

            assertThat(TaskSettings.parse(properties).units())
                    .extracting(QueryUnit::name)
                    .containsExactly("orders", "customers");
        }

        @Test
        void areNotAConnectors() {
            assertThatThrownBy(() -> TaskSettings.parse(properties))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("task.queries");
        }
    }

    @Test
    void secretsAreNeverShown() {
        ConnectorSettings settings = ConnectorSettings.parse(smallestWith(
                "aws.credentials.mode", "access_keys",
                "aws.access.key.id", "AKIDEXAMPLE",
                "aws.secret.access.key", "hushhush",
                "aws.session.token", "hushhush-token"));

        assertThat(settings.toString()).contains("AKIDEXAMPLE").doesNotContain("hushhush", "hushhush-token");
    }

    @Test
    void aNullValueIsAnUnsetKey() {
        Map<String, String> properties = smallest();
        properties.put("athena.workgroup", null);

        assertThat(ConnectorSettings.parse(properties).athena().workgroup()).isEqualTo("primary");
    }
}
