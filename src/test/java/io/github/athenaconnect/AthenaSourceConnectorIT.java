package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.athena.workgroup.WorkGroupSettings;
import io.github.athenaconnect.localstack.connect.ConnectRest;
import io.github.athenaconnect.localstack.connect.ConnectWorker;
import io.github.athenaconnect.localstack.connect.ConnectorOffset;
import io.github.athenaconnect.localstack.connect.WorkerProperties;
import io.github.athenaconnect.localstack.engine.ColumnDefinition;
import io.github.athenaconnect.localstack.engine.TableDefinition;
import io.github.athenaconnect.localstack.environment.LocalEnvironment;
import io.github.athenaconnect.localstack.environment.LocalEnvironmentResolver;
import io.github.athenaconnect.localstack.http.StallingProxy;
import io.github.athenaconnect.localstack.http.StallingProxy.Stall;
import io.github.athenaconnect.localstack.kafka.TopicRecord;
import io.github.athenaconnect.localstack.s3.Access;
import io.github.athenaconnect.localstack.shop.Shop;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged plugin on real workers, against the local stack: what its users do with it. */
@ExtendWith(LocalEnvironmentResolver.class)
@Timeout(600)
class AthenaSourceConnectorIT {
    private LocalEnvironment environment;
    private LocalStack aws;
    private ConnectRest rest;

    @BeforeEach
    void use(LocalEnvironment shared) {
        environment = shared;
        aws = shared.aws();
        rest = shared.rest();
    }

    /** A connector of a name that no other test uses. */
    private Deployment connector() {
        return Deployment.of("it-" + UUID.randomUUID(), aws);
    }

    private List<TopicRecord> records(Deployment deployment, String query, int count) {
        return deployment.records(environment.broker().bootstrapServers(), query, count);
    }

    private long executionsOf(String sql) {
        return aws.athena().started().stream()
                .filter(execution -> execution.request().queryString().equals(sql))
                .count();
    }

    /** The committed offset of a connector's only query; empty before the first. */
    private static Map<String, Object> offset(ConnectRest worker, Deployment deployment) {
        return worker.offsets(deployment.name()).stream()
                .map(ConnectorOffset::offset)
                .findFirst()
                .orElse(Map.of());
    }

    private static boolean done(ConnectRest worker, Deployment deployment) {
        return Boolean.TRUE.equals(offset(worker, deployment).get("done"));
    }

    @Nested
    class Delivering {
        @Tag("compatibility")
        @Test
        void everyRowOfTheShopArrivesOnceAndTyped() {
            Deployment shop = connector()
                    .with("tasks.max", "2")
                    .query("customers", "SELECT * FROM customers ORDER BY customer_id")
                    .query("orders", "SELECT * FROM orders ORDER BY order_id")
                    .query("refunds", "SELECT * FROM refunds ORDER BY refund_id")
                    .with("query.orders.key.columns", "order_id")
                    .deploy(rest);

            List<TopicRecord> orders = records(shop, "orders", Shop.ORDERS);
            assertThat(orders.stream().map(order -> order.struct().getInt64("order_id")))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1001, 1000 + Shop.ORDERS)
                            .boxed()
                            .toList());
            assertThat(orders.stream().map(order -> order.key().value()))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1001, 1000 + Shop.ORDERS)
                            .boxed()
                            .toList());
            assertThat(records(shop, "customers", Shop.CUSTOMERS)).hasSize(Shop.CUSTOMERS);
            assertThat(records(shop, "refunds", Shop.REFUNDS)).hasSize(Shop.REFUNDS);
        }

        @Tag("compatibility")
        @Test
        void theFilesOfAnUnloadArriveWithTheirParts() {
            Deployment shop = connector()
                    .query("customers", "SELECT customer_id, tags, address FROM customers")
                    .with("query.customers.result.format", "unload")
                    .deploy(rest);

            List<TopicRecord> customers = records(shop, "customers", Shop.CUSTOMERS);
            assertThat(customers.stream()
                            .map(customer -> customer.struct().getInt32("customer_id"))
                            .distinct())
                    .hasSize(Shop.CUSTOMERS);
            assertThat(customers.get(0).struct().schema().field("tags").schema().valueSchema())
                    .isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
            assertThat(customers
                            .get(0)
                            .struct()
                            .schema()
                            .field("address")
                            .schema()
                            .name())
                    .isEqualTo("shop.customers.address");
        }

        @Test
        void rowsOfAWorkgroupThatKeepsResultsItselfArrive() {
            WorkGroupSettings managed =
                    WorkGroupSettings.named("managed-" + UUID.randomUUID()).withManagedResults();
            aws.athena().workGroups().put(managed);
            Deployment shop = connector()
                    .without("athena.output.location")
                    .with("athena.workgroup", managed.name())
                    .query("orders", "SELECT * FROM orders ORDER BY order_id")
                    .deploy(rest);

            assertThat(records(shop, "orders", Shop.ORDERS).stream()
                            .map(order -> order.struct().getInt64("order_id")))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1001, 1000 + Shop.ORDERS)
                            .boxed()
                            .toList());
        }

        @Test
        void valuesKeepTheirTypesTheirNullsAndTheirText() {
            Deployment shop = connector()
                    .query("orders", "SELECT * FROM orders ORDER BY order_id")
                    .query("customers", "SELECT * FROM customers ORDER BY customer_id")
                    .deploy(rest);

            Struct order = records(shop, "orders", Shop.ORDERS).get(0).struct();
            assertThat(order.schema().fields().stream().map(Field::name))
                    .containsExactly(
                            "order_id",
                            "customer_id",
                            "status",
                            "total",
                            "weight",
                            "paid",
                            "ordered_on",
                            "updated_at",
                            "comment");
            assertThat(order.schema().field("customer_id").schema().type()).isEqualTo(Schema.Type.INT32);
            assertThat(order.schema().field("total").schema().name()).isEqualTo(Decimal.LOGICAL_NAME);
            assertThat(order.schema().field("updated_at").schema().name()).isEqualTo(Timestamp.LOGICAL_NAME);
            assertThat(order.get("total")).isEqualTo(new BigDecimal("25.87"));
            assertThat(order.get("weight")).isEqualTo(0.125);
            assertThat(order.get("comment")).isEqualTo("");

            List<TopicRecord> customers = records(shop, "customers", Shop.CUSTOMERS);
            assertThat(customers.get(2).struct().get("name")).isEqualTo("山田 太郎");
            assertThat(customers.get(6).struct().get("name")).isEqualTo("Jürgen \"Jupp\" Groß");
            assertThat(customers.get(3).struct().get("email")).isNull();
        }

        @Test
        void configurationProvidersAreResolvedInAnyValueTheStatementIncluded(@TempDir Path directory)
                throws IOException {
            Path file = Files.writeString(
                    directory.resolve("shop.properties"),
                    "table=orders\nsecret=" + aws.accessKey().secret() + "\n");
            Deployment shop = connector()
                    .query("orders", "SELECT order_id FROM ${file:" + file + ":table} ORDER BY order_id")
                    .with("aws.secret.access.key", "${file:" + file + ":secret}")
                    .deploy(rest);

            assertThat(records(shop, "orders", Shop.ORDERS)).hasSize(Shop.ORDERS);
            assertThat(rest.config(shop.name()).get("aws.secret.access.key")).startsWith("${file:");
        }

        @Test
        void anEmptyResultLeavesTheTaskRunningAndTheTopicAlone() {
            String sql = "SELECT order_id FROM orders WHERE order_id < 0";
            Deployment empty = connector().query("none", sql).deploy(rest);

            await().until(() -> executionsOf(sql) == 1
                    && aws.athena().started().stream()
                            .filter(execution ->
                                    execution.request().queryString().equals(sql))
                            .allMatch(execution -> execution.isFinal()));
            await().until(() -> rest.status(empty.name()).running());
            assertThat(rest.offsets(empty.name())).isEmpty();
        }
    }

    @Nested
    class Resuming {
        private static final int ROWS = 20_000;

        @Test
        void aWorkerThatIsRestartedInMidResultGoesOnAtTheNextRowOfTheSameExecution() {
            WorkerProperties own = environment.worker("resume-" + UUID.randomUUID());
            String sql = "SELECT * FROM synthetic.rows_" + ROWS + " /* "
                    + own.values().get("group.id") + " */";
            try (StallingProxy s3 = StallingProxy.before(aws.s3Endpoint())) {
                s3.stall(Stall.MID_BODY, 1_000_000);
                Deployment deployment = connector()
                        .with("aws.s3.endpoint", s3.endpoint().toString())
                        .untried()
                        .query("big", sql);
                isStoppedInMidResult(own, deployment);
                s3.release();
                isGoneOnWith(own, deployment, sql);
            }
        }

        private void isStoppedInMidResult(WorkerProperties own, Deployment deployment) {
            try (ConnectWorker worker = ConnectWorker.distributed(own)) {
                deployment.deploy(worker.rest());
                await().until(() -> offset(worker.rest(), deployment).containsKey("row"));
                assertThat(offset(worker.rest(), deployment)).contains(entry("done", false));
            }
        }

        private void isGoneOnWith(WorkerProperties own, Deployment deployment, String sql) {
            try (ConnectWorker worker = ConnectWorker.distributed(own)) {
                List<TopicRecord> all = records(deployment, "big", ROWS);

                assertThat(all.stream().map(row -> row.struct().getInt64("id")))
                        .containsExactlyElementsOf(LongStream.range(0, ROWS)
                                .mapToObj(row -> 1_000_000_000L + row)
                                .toList());
                assertThat(executionsOf(sql)).isEqualTo(1);
                await().until(() -> done(worker.rest(), deployment));
            }
        }
    }

    @Nested
    class BadInput {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "SELECT * FROM absent | does not exist",
                    "SELECT absent FROM orders | absent",
                    "SELECT FROM WHERE | SYNTAX_ERROR",
                    "SELECT 1 AS a, 2 AS a | AS",
                })
        void aStatementThatAthenaRefusesFailsTheTaskWithAthenasWords(String sql, String words) {
            Deployment wrong = connector().untried().query("wrong", sql).deploy(rest);

            assertThat(wrong.failure(rest)).contains("Query 'wrong'", words);
        }

        @Tag("compatibility")
        @Test
        void anUnknownDatabaseIsNamed() {
            Deployment wrong = connector()
                    .untried()
                    .query("orders", "SELECT * FROM orders")
                    .with("athena.database", "absent")
                    .deploy(rest);

            assertThat(wrong.failure(rest)).contains("Query 'orders'", "absent");
        }

        @Test
        void aWrongSecretIsRefusedAndNotShown() {
            Deployment wrong = connector()
                    .untried()
                    .query("orders", "SELECT * FROM orders")
                    .with("aws.secret.access.key", "hushhush-wrong-1234567890")
                    .deploy(rest);

            assertThat(wrong.failure(rest))
                    .contains("Query 'orders'", "aws.credentials.mode")
                    .doesNotContain("hushhush-wrong");
        }

        @Test
        void aBucketThatMayNotBeReadIsNamedWithTheActionThatIsMissing() {
            String prefix = "denied-" + UUID.randomUUID() + "/";
            aws.s3().faults().deny(aws.accessKey().id(), Access.READ, aws.resultBucket(), prefix);
            Deployment denied = connector()
                    .untried()
                    .query("orders", "SELECT * FROM orders")
                    .with("athena.output.location", "s3://" + aws.resultBucket() + "/" + prefix)
                    .deploy(rest);

            assertThat(denied.failure(rest)).contains("Query 'orders'", "execution ", "s3:GetObject", prefix);

            aws.s3().faults().allowAll();
            rest.restart(denied.name());
            assertThat(records(denied, "orders", Shop.ORDERS)).hasSize(Shop.ORDERS);
            assertThat(aws.athena().started().stream()
                            .filter(execution -> execution
                                    .request()
                                    .resultConfiguration()
                                    .outputLocation()
                                    .endsWith(prefix)))
                    .as("the restart reads the result that was paid for")
                    .hasSize(1);
        }

        @Test
        void aMissingTableThatIsCreatedLaterIsReadAfterARestart() throws Exception {
            String table = "later_" + UUID.randomUUID().toString().substring(0, 8);
            Deployment later = connector()
                    .untried()
                    .query("later", "SELECT id FROM " + table)
                    .deploy(rest);
            assertThat(later.failure(rest)).contains("Query 'later'", "execution ", "restart the task");

            TableDefinition definition = new TableDefinition("shop", table, List.of(new ColumnDefinition("id", "int")));
            aws.catalog().createTable(definition);
            aws.catalog().insert(definition, List.of(List.of("1"), List.of("2")));
            // Athena's clock shows seconds: only what is older than those tells yesterday's failure from this start's.
            Instant yesterday = Instant.now().plusSeconds(4);
            await().until(() -> Instant.now().isAfter(yesterday));
            rest.restart(later.name());
            assertThat(records(later, "later", 2).stream()
                            .map(row -> row.struct().get("id")))
                    .containsExactly(1, 2);
            assertThat(executionsOf("SELECT id FROM " + table)).isEqualTo(2);
        }
    }

    @Nested
    class Standalone {
        @Tag("compatibility")
        @Test
        void aPropertyFileOnAStandaloneWorkerDeliversAndRemembersInItsFile(@TempDir Path directory) throws IOException {
            // A worker that has just started loads the classes of the SDK while it is asked, on a busy machine for
            // long.
            Deployment shop = connector()
                    .with("validation.timeout.ms", "60000")
                    .query("orders", "SELECT * FROM orders ORDER BY order_id");
            Path file = directory.resolve("athena-source.properties");
            Properties properties = new Properties();
            properties.putAll(shop.config());
            try (Writer writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            }
            WorkerProperties own = WorkerProperties.standalone(
                    environment.broker().bootstrapServers(),
                    LocalEnvironment.pluginPath(),
                    directory.resolve("offsets"));

            try (ConnectWorker worker = ConnectWorker.standalone(own, file)) {
                assertThat(records(shop, "orders", Shop.ORDERS)).hasSize(Shop.ORDERS);
                await().until(() -> done(worker.rest(), shop));
            }
            try (ConnectWorker worker = ConnectWorker.standalone(own, file)) {
                await().until(() -> worker.rest().status(shop.name()).running());
                assertThat(done(worker.rest(), shop)).isTrue();
            }
            assertThat(aws.athena().started().stream()
                            .map(execution -> execution.request().clientRequestToken()))
                    .doesNotHaveDuplicates();
        }
    }
}
