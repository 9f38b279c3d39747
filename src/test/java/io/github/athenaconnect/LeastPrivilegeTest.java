package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import io.github.athenaconnect.localstack.access.AccessKey;
import io.github.athenaconnect.localstack.access.Principal;
import io.github.athenaconnect.localstack.athena.workgroup.WorkGroupSettings;
import io.github.athenaconnect.localstack.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The policy of docs/iam.md is enough, and nothing of it is too much. */
@ExtendWith(LocalStackExtension.class)
@Timeout(120)
class LeastPrivilegeTest {
    private static final Pattern JSON = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);
    private static final String USER = "kafka";

    private LocalStack aws;
    private AccessKey key;

    @BeforeEach
    void use(LocalStack stack) {
        aws = stack;
        key = aws.identities().createUserKey(USER);
    }

    @AfterEach
    void allowAgain() {
        aws.identities().policies().remove(Principal.user(USER).entityArn());
        aws.s3().faults().allowAll();
    }

    /** The n-th policy document of the page, for the local account. */
    private static Policy documented(int index) throws IOException {
        List<String> documents = JSON.matcher(Files.readString(Path.of("docs", "iam.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        return Policy.parse(documents.get(index).replace("111122223333", Principal.ACCOUNT));
    }

    private static Policy toRun() throws IOException {
        return documented(0);
    }

    private static Policy toRunWithManagedResults() throws IOException {
        return documented(3);
    }

    static Stream<String> actionsWithManagedResults() throws IOException {
        return toRunWithManagedResults().actions().stream();
    }

    static Stream<String> actions() throws IOException {
        return toRun().actions().stream();
    }

    private void allow(Policy policy) {
        aws.identities().policies().put(Principal.user(USER).entityArn(), policy);
    }

    /** Each time a connector of its own: Athena hands a known execution to whoever asks for it again, right or no right. */
    private Map<String, String> configuration() {
        return deployment().config();
    }

    private Deployment deployment() {
        return Deployment.of("least-" + UUID.randomUUID(), aws)
                .query("orders", "SELECT * FROM orders")
                .with("aws.access.key.id", key.id())
                .with("aws.secret.access.key", key.secret())
                .with("athena.output.location", "s3://" + aws.resultBucket() + "/kafka/");
    }

    private Map<String, String> managed() {
        aws.athena().workGroups().put(WorkGroupSettings.named("managed").withManagedResults());
        Map<String, String> configuration = new HashMap<>(configuration());
        configuration.remove("athena.output.location");
        configuration.put("athena.workgroup", "managed");
        return configuration;
    }

    private List<String> validate() {
        return validate(configuration());
    }

    private static List<String> validate(Map<String, String> configuration) {
        return new AthenaSourceConnector()
                .validate(configuration).configValues().stream()
                        .map(ConfigValue::errorMessages)
                        .flatMap(List::stream)
                        .toList();
    }

    private int deliver() {
        return deliver(configuration());
    }

    private int deliver(Map<String, String> configuration) {
        try (AthenaClient athena = aws.athenaClient(key);
                S3Client s3 = aws.s3Client(key);
                InProcessWorker worker =
                        new InProcessWorker(new HashMap<>(configuration), athena, s3, InstantSource.system())) {
            return worker.start().pollRows(aws.shop().orders()).size();
        }
    }

    @Test
    void isEnoughToBeFoundGoodAndToDeliver() throws IOException {
        allow(toRun());

        assertThat(validate()).isEmpty();
        assertThat(deliver()).isEqualTo(aws.shop().orders());
    }

    @Test
    void isEnoughToUnload() throws IOException {
        allow(toRun());
        Map<String, String> unloading = new HashMap<>(configuration());
        unloading.put("query.orders.result.format", "unload");

        assertThat(deliver(unloading)).isEqualTo(aws.shop().orders());
    }

    @ParameterizedTest
    @MethodSource("actions")
    void isTooLittleWithoutAnyOneAction(String action) throws IOException {
        allow(toRun().without(action));

        assertThat(validate()).as("validation without " + action).isNotEmpty();
        assertThatThrownBy(this::deliver).as("delivery without " + action).isInstanceOf(RuntimeException.class);
    }

    @Test
    void isLessWhereAthenaKeepsResultsItself() throws IOException {
        allow(toRunWithManagedResults());

        assertThat(validate(managed())).isEmpty();
        assertThat(deliver(managed())).isEqualTo(aws.shop().orders());
        assertThat(validate()).as("results in S3 need more").isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("actionsWithManagedResults")
    void isTooLittleForManagedResultsWithoutAnyOneAction(String action) throws IOException {
        allow(toRunWithManagedResults().without(action));

        assertThat(validate(managed())).as("validation without " + action).isNotEmpty();
        assertThatThrownBy(() -> deliver(managed()))
                .as("delivery without " + action)
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void isTheSameForPagesOfResultsInS3ButThatOnlyAthenaNeedReadThem() throws IOException {
        allow(toRun());
        aws.s3().faults().denyDirectReads(key.id(), aws.resultBucket(), "kafka/");
        Map<String, String> pages = new HashMap<>(configuration());
        pages.put("query.orders.result.format", "api");

        assertThat(validate(pages)).isEmpty();
        assertThat(deliver(pages)).isEqualTo(aws.shop().orders());

        allow(toRun().without("s3:GetObject"));
        assertThatThrownBy(() -> deliver(pages)).isInstanceOf(RuntimeException.class);
    }

    private static Policy both(Policy one, Policy other) {
        return new Policy(Stream.concat(one.allowances().stream(), other.allowances().stream())
                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "api"})
    void resultsAreDeletedOnlyWithTheRightToDoSo(String format) throws IOException {
        Deployment deleting = deployment()
                .with("query.orders.result.cleanup", "delete_after_commit")
                .with("query.orders.result.format", format);
        allow(toRun());
        assertThat(validate(deleting.config()))
                .singleElement()
                .asString()
                .contains("query.orders.result.cleanup", "s3:DeleteObject");

        allow(both(toRun(), documented(1)));
        assertThat(validate(deleting.config())).isEmpty();
    }

    private List<List<Object>> recommended() {
        return new AthenaSourceConnector()
                .validate(configuration()).configValues().stream()
                        .filter(value -> List.of("athena.catalog", "athena.database", "athena.workgroup")
                                .contains(value.name()))
                        .map(ConfigValue::recommendedValues)
                        .filter(names -> !names.isEmpty())
                        .toList();
    }

    @Test
    void namesAreOfferedOnlyWithTheRightsToListThem() throws IOException {
        allow(toRun());
        assertThat(recommended()).isEmpty();

        allow(both(toRun(), documented(2)));
        assertThat(recommended()).hasSize(3);
    }
}
