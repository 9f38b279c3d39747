package io.github.athenaconnect.record;

import static io.github.athenaconnect.record.SampleResult.column;
import static io.github.athenaconnect.record.SampleResult.text;
import static io.github.athenaconnect.record.SampleResult.topic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.internals.Topic;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowTopicTest {
    private static final SampleResult RESULT = SampleResult.of("id bigint", "tenant varchar", "day date");
    private static final RecordSettings OF_TENANT = topic(text("shop."), column("tenant"));

    private static String topicOf(RecordSettings settings, String... texts) {
        return RESULT.record(settings, texts).topic();
    }

    @Test
    void isNamedAfterColumns() {
        assertThat(topicOf(OF_TENANT, "1", "acme", null)).isEqualTo("shop.acme");
        assertThat(topicOf(topic(column("tenant")), "1", "acme", null)).isEqualTo("acme");
        assertThat(topicOf(
                        topic(column("TENANT"), text("-"), column("id"), column("day"), text("_x")),
                        "-7",
                        "acme",
                        "2024-02-29"))
                .isEqualTo("acme--72024-02-29_x");
    }

    @Test
    void followsEachRow() {
        RecordFactory factory = RESULT.factory(topic(column("tenant"), text("."), column("id")));

        assertThat(Stream.of("1 a", "1 a", "2 a", "2 b", "1 a")
                        .map(row -> row.split(" "))
                        .map(row -> factory.record(RESULT.row(row[0], row[1], null), 1, Map.of())
                                .topic()))
                .containsExactly("a.1", "a.1", "a.2", "b.2", "a.1");
    }

    @ParameterizedTest
    @CsvSource({
        "boolean, true, true",
        "tinyint, -1, -1",
        "smallint, 300, 300",
        "integer, 7, 7",
        "bigint, 9223372036854775807, 9223372036854775807",
        "char(3), abc, abc",
        "uuid, 12151fd2-7586-11e9-8f9e-2a86e4085a59, 12151fd2-7586-11e9-8f9e-2a86e4085a59",
        "date, 1969-12-31, 1969-12-31"
    })
    void isNamedAfterColumnsOfTheseTypes(String type, String found, String name) {
        assertThat(SampleResult.of("c " + type)
                        .record(topic(column("c")), found)
                        .topic())
                .isEqualTo(name);
    }

    @Nested
    class AColumnIsRefusedBeforeAnyRow {
        @Test
        void thatIsNotThere() {
            assertThatThrownBy(() -> RESULT.factory(topic(column("customer"))))
                    .isInstanceOfSatisfying(
                            UnfitColumnException.class,
                            unfit -> assertThat(unfit.key()).isEqualTo("topic"))
                    .hasMessageContainingAll("topic names 'customer'", "id, tenant, day");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "timestamp",
                    "timestamp with time zone",
                    "double",
                    "real",
                    "decimal",
                    "varbinary",
                    "json",
                    "array",
                    "time"
                })
        void ofATypeWithoutOneLegalText(String type) {
            SampleResult result = SampleResult.of("c " + type);

            assertThatThrownBy(() -> result.factory(topic(column("c"))))
                    .isInstanceOf(UnfitColumnException.class)
                    .hasMessageContainingAll("'c'", type, "expected a varchar", "CAST(c AS varchar)");
        }
    }

    @Nested
    class ARowIsUnusable {
        private static void refused(RecordSettings settings, String tenant, String... parts) {
            assertThatThrownBy(() -> RESULT.factory(settings).record(RESULT.row("1", tenant, null), 17, Map.of()))
                    .isInstanceOf(UnusableRowException.class)
                    .hasMessageStartingWith("row 17: column \"tenant\"")
                    .hasMessageContainingAll(parts);
        }

        @Test
        void whoseColumnIsNull() {
            refused(OF_TENANT, null, "is NULL", "COALESCE", "WHERE");
        }

        @Test
        void whoseColumnIsEmpty() {
            refused(OF_TENANT, "", "is empty", "COALESCE", "WHERE");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a b", "a/b", "ä", "a\nb", "${x}", "a "})
        void whoseColumnHasIllegalCharacters(String tenant) {
            refused(OF_TENANT, tenant, "a-z A-Z 0-9 . _ -", "regexp_replace(tenant");
        }

        @Test
        void whoseColumnHasMoreThanATopicCanHold() {
            assertThat(topicOf(OF_TENANT, "1", "x".repeat(244), null)).hasSize(249);
            refused(OF_TENANT, "x".repeat(245), "250 characters", "1 to 249", "substr(tenant");
        }

        @Test
        void whoseColumnIsMegabytesOfTextWithoutRepeatingThem() {
            assertThatThrownBy(() -> topicOf(OF_TENANT, "1", "x y".repeat(1_000_000), null))
                    .satisfies(thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(1000));
        }

        @ParameterizedTest
        @ValueSource(strings = {".", ".."})
        void whoseTopicIsADirectory(String tenant) {
            refused(topic(column("tenant")), tenant, "neither \".\" nor \"..\"");
            assertThat(topicOf(OF_TENANT, "1", tenant, null)).isEqualTo("shop." + tenant);
        }

        @Test
        void whoseTopicHoldsSomethingElse() {
            refused(OF_TENANT.reserving("shop.runs"), "runs", "\"shop.runs\"", "something else than rows");
        }

        @Test
        void andTheRowsBehindItAreNot() {
            RecordFactory factory = RESULT.factory(OF_TENANT);
            factory.record(RESULT.row("1", "acme", null), 1, Map.of());
            assertThatThrownBy(() -> factory.record(RESULT.row("1", null, null), 2, Map.of()))
                    .isInstanceOf(UnusableRowException.class);

            assertThat(factory.record(RESULT.row("1", "acme", null), 3, Map.of())
                            .topic())
                    .isEqualTo("shop.acme");
        }
    }

    @Test
    void theSqlThatIsProposedQuotesANameThatNeedsIt() {
        SampleResult odd = SampleResult.of("the\"tenant varchar");

        assertThatThrownBy(() -> odd.record(topic(column("the\"tenant")), "a b"))
                .hasMessageContaining("regexp_replace(\"the\"\"tenant\", '[^a-zA-Z0-9._-]', '_')");
    }

    @Nested
    class AMarker {
        @Test
        void goesWhereTheLastRowWent() {
            RecordFactory factory = RESULT.factory(OF_TENANT);
            assertThat(factory.marker()).isEmpty();
            factory.record(RESULT.row("1", "acme", null), 1, Map.of());
            factory.record(RESULT.row("1", "other", null), 2, Map.of());

            assertThat(factory.marker()).map(Marker::topic).contains("shop.other");
        }

        @Test
        void doesNotGoWhereARowWouldHaveGoneThatIsNoRecord() {
            RecordFactory factory = RESULT.factory(new RecordSettings(
                    OF_TENANT.topic(), Set.of(), List.of("id"), Optional.empty(), Optional.empty(), HeaderMode.NONE));
            factory.record(RESULT.row("1", "acme", null), 1, Map.of());
            assertThatThrownBy(() -> factory.record(RESULT.row(null, "other", null), 2, Map.of()))
                    .hasMessageContaining("id");

            assertThat(factory.marker()).map(Marker::topic).contains("shop.acme");
        }

        @Test
        void isNotSentToATopicThatNoRowHasNamed() {
            assertThat(Marker.beforeResults(OF_TENANT, Map.of())).isEmpty();
        }
    }

    /** Kafka's own check, which the broker applies. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "A.b_c-9", "...", ".a", "", ".", ".."})
    void theRuleOfNamesIsTheBrokers(String name) {
        assertThat(TopicRules.isName(name)).isEqualTo(Topic.isValid(name));
        assertThat(TopicRules.isName("x".repeat(248) + name)).isEqualTo(Topic.isValid("x".repeat(248) + name));
    }

    @Test
    void theRuleOfCharactersIsTheBrokers() {
        for (char character = 0; character < Character.MAX_VALUE; character++) {
            assertThat(TopicRules.isPart(String.valueOf(character)))
                    .as("U+%04x", (int) character)
                    .isEqualTo(Topic.isValid("x" + character));
        }
    }
}
