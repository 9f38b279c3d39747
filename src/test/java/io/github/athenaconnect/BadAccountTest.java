package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import io.github.athenaconnect.localstack.access.Principal;
import io.github.athenaconnect.localstack.athena.execution.Failure;
import io.github.athenaconnect.localstack.athena.protocol.RequestRefused;
import io.github.athenaconnect.localstack.athena.workgroup.WorkGroupSettings;
import io.github.athenaconnect.localstack.identity.Role;
import io.github.athenaconnect.localstack.identity.TemporaryKey;
import io.github.athenaconnect.localstack.s3.Access;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Accounts that do not fit a configuration: each situation with the one key that is at fault, and the words on it. */
@ExtendWith(LocalStackExtension.class)
@Timeout(120)
class BadAccountTest {
    private static final String NOWHERE = "http://127.0.0.1:1";
    private static final String DENIED = "User: arn:aws:iam::111122223333:user/kafka is not authorized to perform: ";

    private static final String PROFILE = """
            [default]
            aws_access_key_id=AKIALOCALSTACK000001
            aws_secret_access_key=hushhush-wrong
            """;

    private LocalStack aws;

    /** A provider of credentials that somebody else wrote. */
    public static final class BrokenProvider implements AwsCredentialsProvider {
        public BrokenProvider() {
            throw new IllegalStateException("out of order");
        }

        @Override
        public AwsCredentials resolveCredentials() {
            throw new IllegalStateException("out of order");
        }
    }

    private record Situation(
            String name, Consumer<LocalStack> given, List<String> changes, String key, List<String> words) {
        Situation with(String... others) {
            return new Situation(name, given, List.of(others), key, words);
        }

        Situation blames(String blamed, String... told) {
            return new Situation(name, given, changes, blamed, List.of(told));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Situation situation(String name) {
        return situation(name, stack -> {});
    }

    private static Situation situation(String name, Consumer<LocalStack> given) {
        return new Situation(name, given, List.of(), "", List.of());
    }

    @BeforeEach
    void use(LocalStack stack) {
        aws = stack;
    }

    @AfterEach
    void allowAll() {
        aws.s3().faults().allowAll();
    }

    static Stream<Situation> situations() {
        return Stream.of(credentials(), addresses(), surroundings(), output(), rights(), statements())
                .flatMap(situations -> situations);
    }

    private static Stream<Situation> credentials() {
        return Stream.of(
                situation("wrong secret")
                        .with("aws.secret.access.key", "hushhush-wrong")
                        .blames("aws.secret.access.key", "does not match", "InvalidSignatureException"),
                situation("unknown key id")
                        .with("aws.access.key.id", "AKIAUNKNOWN")
                        .blames("aws.access.key.id", "does not know", "UnrecognizedClientException"),
                situation("expired token")
                        .with("aws.access.key.id", "expired")
                        .blames("aws.session.token", "have expired", "Renew"),
                situation("revoked session")
                        .with("aws.access.key.id", "revoked")
                        .blames("aws.access.key.id", "does not know"),
                situation("role that is not there")
                        .with("aws.sts.role.arn", "arn:aws:iam::123456789012:role/absent")
                        .blames("aws.sts.role.arn", "sts:AssumeRole", "role/absent", "trust policy"),
                situation("role that trusts others", stack -> stack.identities().put(Role.named("closed")))
                        .with("aws.sts.role.arn", Role.named("closed").arn())
                        .blames("aws.sts.role.arn", "sts:AssumeRole", "role/closed", "trust policy"),
                situation(
                                "role that asks for an external id",
                                stack -> stack.identities()
                                        .put(Role.named("guarded")
                                                .trusting(Principal.ACCOUNT_ROOT)
                                                .withExternalId("42")))
                        .with("aws.sts.role.arn", Role.named("guarded").arn())
                        .blames("aws.sts.role.arn", "role/guarded", "external id"),
                situation("role through an STS that is not there")
                        .with("aws.sts.role.arn", Role.named("any").arn(), "aws.sts.endpoint", NOWHERE)
                        .blames("aws.sts.endpoint", "STS at " + NOWHERE, "cannot be reached"),
                situation("provider class that does not start")
                        .with(
                                "aws.credentials.mode", "provider_class",
                                "aws.access.key.id", "-",
                                "aws.secret.access.key", "-",
                                "aws.credentials.provider.class", BrokenProvider.class.getName())
                        .blames("aws.credentials.provider.class", "gives no credentials", "failed to start"),
                situation("profile with a wrong secret")
                        .with(
                                "aws.credentials.mode", "profile_content",
                                "aws.access.key.id", "-",
                                "aws.secret.access.key", "-",
                                "aws.profile.content", PROFILE)
                        .blames("aws.profile.content", "does not match"),
                situation("expired keys", refuse("GetWorkGroup", "ExpiredTokenException", "The token is expired"))
                        .blames("aws.access.key.id", "have expired"),
                situation("clock", refuse("GetDatabase", "InvalidSignatureException", "Signature expired: 2020 is old"))
                        .blames("aws.credentials.mode", "clock"),
                situation("unsigned", refuse("GetDatabase", "MissingAuthenticationTokenException", "Missing Token"))
                        .blames("aws.secret.access.key", "Missing Token"));
    }

    private static Stream<Situation> addresses() {
        return Stream.of(
                situation("region of another endpoint")
                        .with("aws.region", "us-east-1")
                        .blames("aws.region", "us-east-1", "not the region that the endpoint serves"),
                situation("Athena is not there")
                        .with("aws.athena.endpoint", NOWHERE)
                        .blames("aws.athena.endpoint", NOWHERE, "cannot be reached", "firewall"),
                situation("Athena does not speak TLS")
                        .with("aws.athena.endpoint", "https athena", "validation.timeout.ms", "2000")
                        .blames("aws.athena.endpoint", "https://127.0.0.1", "GetWorkGroup", "firewall"),
                situation("Athena's endpoint is S3's")
                        .with("aws.athena.endpoint", "s3")
                        .blames("aws.athena.endpoint", "is not Athena at"),
                situation("S3 is not there")
                        .with("aws.s3.endpoint", NOWHERE)
                        .blames("aws.s3.endpoint", "S3 at " + NOWHERE, "cannot be reached"),
                situation("S3 does not speak TLS")
                        .with("aws.s3.endpoint", "https s3")
                        .blames("aws.s3.endpoint", "cannot be reached"));
    }

    private static Stream<Situation> surroundings() {
        return Stream.of(
                situation("unknown workgroup")
                        .with("athena.workgroup", "absent")
                        .blames("athena.workgroup", "\"absent\"", "eu-west-1", "is not found"),
                situation(
                                "disabled workgroup",
                                workgroup(WorkGroupSettings.named("asleep").disabled()))
                        .with("athena.workgroup", "asleep")
                        .blames("athena.workgroup", "\"asleep\"", "disabled", "Enable it"),
                situation(
                                "disabled workgroup that may not be looked at",
                                deny("GetWorkGroup", "athena:GetWorkGroup")
                                        .andThen(workgroup(WorkGroupSettings.named("asleep")
                                                .disabled())))
                        .with("athena.workgroup", "asleep")
                        .blames("athena.workgroup", "\"asleep\"", "takes no queries"),
                situation("unknown workgroup that may not be looked at", deny("GetWorkGroup", "athena:GetWorkGroup"))
                        .with("athena.workgroup", "absent")
                        .blames("athena.workgroup", "\"absent\"", "takes no queries"),
                situation(
                                "managed results",
                                workgroup(WorkGroupSettings.named("managed").withManagedResults()))
                        .with("athena.workgroup", "managed")
                        .blames(
                                "athena.output.location",
                                "managed query results",
                                "\"managed\"",
                                "athena.encryption.*",
                                "cannot be set together"),
                situation(
                                "managed results that are to be read as objects",
                                workgroup(WorkGroupSettings.named("managed").withManagedResults()))
                        .with(
                                "athena.workgroup", "managed",
                                "athena.output.location", "-",
                                "query.orders.result.format", "csv")
                        .blames("query.orders.result.format", "auto or api", "\"managed\"", "managed query results"),
                situation(
                                "managed results that may not be handed out",
                                workgroup(WorkGroupSettings.named("managed").withManagedResults())
                                        .andThen(deny("GetQueryResults", "athena:GetQueryResults")))
                        .with("athena.workgroup", "managed", "athena.output.location", "-")
                        .blames("athena.workgroup", "lacks athena:GetQueryResults"),
                situation("pages that may not be handed out", deny("GetQueryResults", "athena:GetQueryResults"))
                        .with("query.orders.result.format", "api")
                        .blames("athena.workgroup", "lacks athena:GetQueryResults"),
                situation("unknown database")
                        .with("athena.database", "absent")
                        .blames("athena.database", "\"absent\"", "AwsDataCatalog", "Create it"),
                situation("unknown catalog")
                        .with("athena.catalog", "lake")
                        .blames("athena.catalog", "\"lake\"", "not registered"),
                situation("unknown catalog and database")
                        .with("athena.catalog", "lake", "athena.database", "absent")
                        .blames("athena.catalog", "\"lake\""));
    }

    private static Stream<Situation> output() {
        return Stream.of(
                situation("no output location")
                        .with("athena.output.location", "-")
                        .blames("athena.output.location", "is not set", "\"primary\""),
                situation(
                                "no output location in a workgroup that may not be looked at",
                                deny("GetWorkGroup", "athena:GetWorkGroup"))
                        .with("athena.output.location", "-")
                        .blames("athena.output.location", "is not set", "no location of its own"),
                situation("missing bucket")
                        .with("athena.output.location", "s3://absent-bucket/results/")
                        .blames("athena.output.location", "s3://absent-bucket/results/", "exists"),
                situation("bucket that may not be written to", deny(Access.WRITE, "locked/"))
                        .with("athena.output.location", "s3://acme-athena-results/locked/")
                        .blames(
                                "athena.output.location",
                                "s3:PutObject",
                                "arn:aws:s3:::acme-athena-results/locked/*",
                                "kms:GenerateDataKey"),
                situation("bucket that may not be read", deny(Access.READ, "secret/"))
                        .with("athena.output.location", "s3://acme-athena-results/secret/")
                        .blames(
                                "athena.output.location",
                                "s3:GetObject",
                                "arn:aws:s3:::acme-athena-results/secret/*",
                                "kms:Decrypt"),
                situation(
                                "missing bucket of an enforcing workgroup",
                                workgroup(WorkGroupSettings.named("strict")
                                        .withOutputLocation("s3://absent-bucket/strict/", true)))
                        .with("athena.workgroup", "strict")
                        .blames("athena.output.location", "absent-bucket"),
                situation(
                                "enforcing workgroup whose location may not be read",
                                deny(Access.READ, "strict/")
                                        .andThen(workgroup(WorkGroupSettings.named("strict")
                                                .withOutputLocation("s3://acme-athena-results/strict/", true))))
                        .with("athena.workgroup", "strict", "athena.output.location", "-")
                        .blames("athena.output.location", "arn:aws:s3:::acme-athena-results/strict/*"),
                situation(
                                "results that only Athena may read, wanted as objects",
                                stack -> stack.s3()
                                        .faults()
                                        .denyDirectReads(stack.accessKey().id(), stack.resultBucket(), "via/"))
                        .with(
                                "athena.output.location", "s3://acme-athena-results/via/",
                                "query.orders.result.format", "csv")
                        .blames("athena.output.location", "s3:GetObject", "results/via/*"),
                situation("Athena cannot encrypt", fail(402, "Access denied when writing output to url: s3://x/y ."))
                        .blames("athena.output.location", "kms:GenerateDataKey"),
                situation(
                                "bucket of another region",
                                fail(
                                        401,
                                        "The S3 location provided to save your query results"
                                                + " is invalid. Please check your S3 location is correct and is in the same region"
                                                + " (output location)."))
                        .blames("athena.output.location", "region of the queries"));
    }

    private static Stream<Situation> rights() {
        return Stream.of(
                situation("no right to start", deny("StartQueryExecution", "athena:StartQueryExecution"))
                        .blames("athena.workgroup", "lacks athena:StartQueryExecution on arn:aws:athena:eu-west-1"),
                situation(
                                "no right to start, said in few words",
                                refuse("StartQueryExecution", "AccessDeniedException", "Access denied"))
                        .blames("athena.workgroup", "lacks athena:StartQueryExecution", ":workgroup/primary"),
                situation("no right to look", deny("GetQueryExecution", "athena:GetQueryExecution"))
                        .blames("athena.workgroup", "lacks athena:GetQueryExecution"),
                situation("no right to columns", deny("GetQueryResults", "athena:GetQueryResults"))
                        .with("validation", "queries")
                        .blames("athena.workgroup", "lacks athena:GetQueryResults"));
    }

    private static Stream<Situation> statements() {
        return Stream.of(
                sql("unknown table", "SELECT * FROM absent", "absent"),
                sql("unknown column", "SELECT nothing FROM orders", "nothing"),
                sql("unknown function", "SELECT frobnicate(order_id) FROM orders", "frobnicate"),
                sql("syntax", "SELECT FROM WHERE", "SYNTAX_ERROR"),
                sql("wrong types", "SELECT order_id + ordered_on FROM orders", "Athena answered"),
                sql("unknown schema", "SELECT * FROM nowhere.orders", "nowhere"),
                sql("missing group", "SELECT status, count(*) FROM orders", "status"),
                sql("unclosed bracket", "SELECT (1 FROM orders", "Athena answered"),
                sql("comment at the end", "SELECT absent FROM orders -- all of them", "absent"),
                situation("table that is not there")
                        .with("validation", "queries", "query.orders.sql", "-", "query.orders.table", "absent")
                        .blames("query.orders.table", "absent"),
                situation("statement of the defaults")
                        .with("validation", "queries", "query.orders.sql", "-", "query.default.sql", "SELECT absent")
                        .blames("query.orders.sql", "absent"),
                situation("unknown key column")
                        .with("validation", "queries", "query.orders.key.columns", "id")
                        .blames(
                                "query.orders.key.columns",
                                "query.orders.key.columns names 'id', but",
                                "order_id",
                                "Correct key.columns"),
                situation("one of two key columns unknown")
                        .with("validation", "queries", "query.orders.key.columns", "order_id,line")
                        .blames("query.orders.key.columns", "'line'"),
                situation("topic of an unknown column")
                        .with("validation", "queries", "query.orders.topic", "orders.${column:region}")
                        .blames("query.orders.topic", "'region'", "order_id", "Correct topic"),
                situation("topic of a column without one legal text")
                        .with(
                                "validation",
                                "queries",
                                "query.orders.sql",
                                "SELECT TIMESTAMP '2024-01-01 00:00:00' AS moment",
                                "query.orders.topic",
                                "${column:moment}")
                        .blames("query.orders.topic", "type timestamp", "CAST(moment AS varchar)"),
                situation("timestamp of a text")
                        .with("validation", "queries", "query.orders.timestamp.column", "status")
                        .blames("query.orders.timestamp.column", "type varchar", "CAST(status AS timestamp)"),
                situation("deletions by a text")
                        .with(
                                "validation",
                                "queries",
                                "query.orders.key.columns",
                                "order_id",
                                "query.orders.delete.column",
                                "status")
                        .blames("query.orders.delete.column", "type varchar", "(status = 'D') AS deleted"),
                situation(
                                "no right to a table",
                                fail(
                                        1500,
                                        "Insufficient permissions to execute the query. " + DENIED
                                                + "glue:GetTable on resource: arn:aws:glue:eu-west-1:111122223333:table/shop/orders"))
                        .blames("athena.workgroup", "glue:GetTable", ":table/shop/orders"));
    }

    private static Situation sql(String name, String sql, String... words) {
        return situation(name)
                .with("validation", "queries", "query.orders.sql", sql)
                .blames("query.orders.sql", words);
    }

    private static Consumer<LocalStack> refuse(String operation, String code, String message) {
        return stack -> stack.athena().faults().refuse(operation, 1, RequestRefused.unreadable(code, message));
    }

    private static Consumer<LocalStack> deny(String operation, String action) {
        return refuse(
                operation,
                "AccessDeniedException",
                DENIED + action + " on resource: arn:aws:athena:eu-west-1:111122223333:workgroup/primary because no"
                        + " identity-based policy allows the " + action + " action");
    }

    private static Consumer<LocalStack> deny(Access access, String prefix) {
        return stack -> stack.s3().faults().deny(stack.accessKey().id(), access, stack.resultBucket(), prefix);
    }

    private static Consumer<LocalStack> fail(int type, String message) {
        return stack -> stack.athena().faults().failNext(new Failure(2, type, false, message));
    }

    private static Consumer<LocalStack> workgroup(WorkGroupSettings settings) {
        return stack -> stack.athena().workGroups().put(settings);
    }

    @ParameterizedTest
    @MethodSource("situations")
    void isAnErrorOnTheOneKeyToChange(Situation situation) {
        situation.given.accept(aws);

        Map<String, List<String>> errors = errors(configuration(situation.changes));

        assertThat(errors).containsOnlyKeys(situation.key);
        assertThat(errors.get(situation.key))
                .singleElement()
                .asString()
                .startsWith(situation.key + " ")
                .contains(situation.words)
                .doesNotContain(aws.accessKey().secret(), "hushhush-wrong", "hushhush-token");
    }

    private Map<String, String> configuration(List<String> changes) {
        Map<String, String> properties = new HashMap<>(Deployment.of("shop", aws)
                .query("orders", "SELECT * FROM orders")
                .with("validation", "connection")
                .config());
        for (int index = 0; index < changes.size(); index += 2) {
            properties.put(changes.get(index), changes.get(index + 1));
        }
        if (changes.contains("expired") || changes.contains("revoked")) {
            properties.putAll(lostSession(changes.contains("expired")));
        }
        properties.replace(
                "aws.athena.endpoint",
                "https athena",
                "https" + aws.athenaEndpoint().toString().substring(4));
        properties.replace(
                "aws.s3.endpoint",
                "https s3",
                "https" + aws.s3Endpoint().toString().substring(4));
        properties.replace("aws.athena.endpoint", "s3", aws.s3Endpoint().toString());
        properties.values().removeIf("-"::equals);
        return properties;
    }

    /** Temporary keys that were good once. */
    private Map<String, String> lostSession(boolean expired) {
        TemporaryKey lost = aws.identities().startSession(Role.named("visitor"), "test", Duration.ofHours(1));
        if (expired) {
            aws.identities().keys().expire(lost.key());
        } else {
            aws.identities().keys().revoke(lost.key());
        }
        return Map.of(
                "aws.access.key.id", lost.key().id(),
                "aws.secret.access.key", lost.key().secret(),
                "aws.session.token", lost.sessionToken());
    }

    private static Map<String, List<String>> errors(Map<String, String> properties) {
        return new AthenaSourceConnector()
                .validate(properties).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}
