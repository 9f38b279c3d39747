package io.github.athenaconnect.config;

import static io.github.athenaconnect.config.Configurations.smallestWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.AthenaSourceConnector;
import io.github.athenaconnect.type.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Configurations that somebody has made to take time or memory, or to forge a log: judged all the same, in messages of bounded
 * length. Every key that is declared gets every value.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileConfigurationTest {
    private static final int LONGEST_MESSAGE = 5_000;
    private static final int MANY = 100_000;

    /** All but the defaults of queries, which are judged as what they stand in for is. */
    private static final List<String> KEYS =
            ConnectorConfiguration.definition(ConnectorConfiguration.sections(List.of("orders"))).names().stream()
                    .filter(key -> !key.startsWith("query.default."))
                    .toList();

    static Stream<String> hostile() {
        return Stream.of(
                "../../etc/passwd",
                "~/../../etc/shadow\u0000.csv",
                "file:///etc/passwd",
                "http://user:pass@169.254.169.254/latest/meta-data#x",
                "https://aws.example\r\nHost: evil.example",
                "http://[::1",
                "jndi:ldap://evil.example/a",
                "s3://results/../../secret/?versionId=1#x",
                "s3://results/" + "a/".repeat(MANY),
                "a".repeat(10 * MANY),
                "\u0430ws".repeat(100),
                "0".repeat(10 * MANY),
                "9".repeat(10 * MANY) + "d",
                "1d".repeat(MANY),
                "P" + "9".repeat(MANY) + "D",
                "-9223372036854775809",
                "9223372036854775807",
                "9223372036854775808",
                "2147483648",
                "1e400",
                "0x7fffffff",
                "\u0663",
                "a ".repeat(MANY),
                "* ".repeat(MANY),
                "*".repeat(MANY) + " \nx",
                "a" + " ".repeat(MANY) + "b",
                "a" + "\n".repeat(MANY) + "b",
                "a-".repeat(MANY) + "1",
                "a,".repeat(MANY),
                "a/".repeat(MANY) + "*",
                "\"" + "a\"\"".repeat(MANY) + "\"",
                "\"".repeat(MANY),
                "'".repeat(MANY + 1),
                "a.".repeat(MANY),
                "(".repeat(MANY),
                "array(".repeat(MANY),
                "SELECT " + "(".repeat(MANY),
                "SELECT /*" + "/*".repeat(MANY),
                "SELECT '" + "''".repeat(MANY),
                "SELECT 1 " + ";".repeat(MANY) + "x",
                "SELECT ${" + "${".repeat(MANY),
                "SELECT " + "${a}".repeat(MANY),
                "SELECT " + "${a:b}".repeat(MANY),
                "${".repeat(MANY) + "}".repeat(MANY),
                "${column:" + "x".repeat(MANY) + "}",
                "${${${query}}}",
                "2026-01-01 00:00:00." + "0".repeat(MANY) + "\n",
                "v = BIGINT '1', ".repeat(MANY / 10),
                "arn:aws:iam::123456789012:role/" + "a/".repeat(MANY),
                "[" + "[a]\n".repeat(MANY),
                "= \n  =\n".repeat(MANY),
                "\u001b[31m\n2026-03-01 ERROR forged\u202e",
                "\ud800".repeat(1000));
    }

    /** By what they begin with. */
    static Stream<Arguments> labelled() {
        return hostile().map(value -> Arguments.of(Excerpt.of(value), Named.of("it", value)));
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("labelled")
    void valuesOfEachKeyAreJudgedInBoundedMessages(String label, String value) {
        for (String key : KEYS) {
            checkErrors(smallestWith(key, value));
        }
    }

    private static void checkErrors(Map<String, String> properties) {
        for (ConfigValue value : ConnectorConfiguration.validate(properties).configValues()) {
            for (String message : value.errorMessages()) {
                assertThat(message)
                        .as(() ->
                                value.name().substring(0, Math.min(value.name().length(), 200)))
                        .hasSizeLessThan(LONGEST_MESSAGE)
                        .doesNotContain("\u001b", "\u202e", "\u0000", "\r");
            }
        }
    }

    @Test
    void statementsAreTakenUpToAthenasLastByte() {
        String most = "SELECT '" + "x".repeat(SqlStatement.MAX_BYTES - 9) + "'";
        String umlauts = "SELECT '" + "\u00fc".repeat((SqlStatement.MAX_BYTES - 10) / 2) + " '";

        assertThat(errors(smallestWith("query.orders.sql", most))).isEmpty();
        assertThat(errors(smallestWith("query.orders.sql", umlauts))).isEmpty();
        assertThat(errors(smallestWith("query.orders.sql", most + "-")))
                .containsExactly("query.orders.sql must not be longer than Athena's 262144 bytes, found 262145");
        assertThat(errors(smallestWith("query.orders.sql", "SELECT '" + "x".repeat(MANY * 100) + "'")))
                .containsExactly("query.orders.sql must not be longer than 300000 characters, found 10000009");
    }

    @Test
    void namesOfAHundredThousandQueriesAreRefusedBeforeAnythingIsMadeOfThem() {
        String names = IntStream.range(0, MANY).mapToObj(index -> "q" + index).collect(Collectors.joining(","));

        assertThat(errors(smallestWith("queries", names)))
                .contains("queries must not be longer than 50000 characters, found " + names.length());
        assertThat(errors(smallestWith("queries", names.substring(0, 20_000))))
                .anySatisfy(error -> assertThat(error).startsWith("queries must name at most 1000 queries, found 3"));
    }

    /** Keys of a query that cannot be read are not wrong for that. */
    @Test
    void oneQueryTooManyIsTheOnlyError() {
        Map<String, String> properties = smallestWith();
        properties.keySet().removeIf(key -> key.startsWith("query."));
        List<String> names =
                IntStream.rangeClosed(0, 1000).mapToObj(index -> "q" + index).toList();
        names.forEach(name -> {
            properties.put("query." + name + ".sql", "SELECT 1");
            properties.put("query." + name + ".topic", name);
        });
        properties.put("queries", String.join(",", names));
        properties.put("validation", "config");

        assertThat(new AthenaSourceConnector().validate(properties).configValues())
                .flatExtracting(ConfigValue::errorMessages)
                .containsExactly(
                        "queries must name at most 1000 queries, found 1001; write another connector for the rest");
    }

    @Test
    void namesThatAreTooLongToReadAreTheOnlyError() {
        String names = "orders," + "a".repeat(50_000);

        assertThat(errors(smallestWith("queries", names)))
                .containsExactly("queries must not be longer than 50000 characters, found 50007");
    }

    @Test
    void aNameThatIsNoneIsTheOnlyErrorOfItsQuery() {
        assertThat(errors(smallestWith("queries", "orders, \u00fcber", "query.\u00fcber.sql", "SELECT 1")))
                .hasSize(1)
                .allSatisfy(error -> assertThat(error).startsWith("queries must hold names of a-z"));
    }

    @Test
    void namesAreThoseThatKafkaReads() {
        for (String queries : List.of("orders\u0014", "\u0000orders", " orders\n", "orders ,\torders2\u001f")) {
            Map<String, String> properties =
                    smallestWith("queries", queries, "query.orders2.sql", "SELECT 1", "query.orders2.topic", "b");
            if (!queries.contains("2")) {
                properties.keySet().removeIf(key -> key.startsWith("query.orders2"));
            }
            assertThat(errors(properties)).isEmpty();
            assertThat(ConnectorSettings.parse(properties).queries()).isNotEmpty();
        }
    }

    @Test
    void manyUnknownKeysOfAnyLengthAreJudgedInBoundedTime() {
        Map<String, String> properties = smallestWith("query." + "x".repeat(10 * MANY) + ".sql", "SELECT 1");
        IntStream.range(0, MANY / 10).forEach(index -> properties.put("aws.unknown." + index, "x"));
        properties.put("aws.\u001b[31m\n\u202e", "x");

        checkErrors(properties);
        assertThat(errors(properties)).hasSizeGreaterThan(MANY / 10);
    }

    private static List<String> errors(Map<String, String> properties) {
        List<String> errors = new ArrayList<>();
        ConnectorConfiguration.validate(properties)
                .configValues()
                .forEach(value -> errors.addAll(value.errorMessages()));
        return errors;
    }
}
