package io.github.athenaconnect.config;

import static io.github.athenaconnect.config.Configurations.smallestWith;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

/** What a console shows of the configuration. */
class ConfigurationPresentationTest {
    @Test
    void everyKeyIsPresented() {
        assertThat(ConnectorConfiguration.definition().configKeys().values()).allSatisfy(key -> {
            assertThat(key.group).isNotBlank();
            assertThat(key.orderInGroup).isPositive();
            assertThat(key.displayName).isNotBlank();
            assertThat(key.documentation).endsWith(".");
            assertThat(key.width).isNotEqualTo(ConfigDef.Width.NONE);
            assertThat(key.validator).isNotNull();
            assertThat(key.recommender).isNotNull();
        });
    }

    @Test
    void secretsArePasswords() {
        assertThat(ConnectorConfiguration.definition().configKeys().values())
                .filteredOn(key -> key.name.matches(".*(secret|token|content|password).*"))
                .extracting((ConfigKey key) -> key.type)
                .hasSize(3)
                .containsOnly(ConfigDef.Type.PASSWORD);
    }

    @Test
    void keysOfEachQueryAreAmongTheValues() {
        Map<String, ConfigValue> values = values(smallestWith("queries", "orders,refunds"));

        assertThat(values).containsKeys("query.orders.topic", "query.refunds.topic", "query.refunds.decimal.mode");
        assertThat(values.get("query.refunds.decimal.mode").value()).isEqualTo("decimal");
        assertThat(values.get("query.refunds.topic").errorMessages()).hasSize(1);
    }

    @Test
    void wordsOfAClosedSetAreRecommended() {
        Map<String, ConfigValue> values = values(smallestWith());

        assertThat(values.get("query.orders.decimal.mode").recommendedValues())
                .containsExactly("best_fit", "decimal", "double", "string");
        assertThat(values.get("aws.credentials.mode").recommendedValues())
                .containsExactly("access_keys", "default", "profile_content", "profile_file", "provider_class");
        assertThat(values.get("aws.region").recommendedValues()).contains("eu-west-1");
    }

    @Test
    void keysOfOtherCredentialsModesAreHidden() {
        assertThat(values(smallestWith()).get("aws.secret.access.key").visible())
                .isFalse();
        assertThat(values(smallestWith("aws.credentials.mode", "access_keys"))
                        .get("aws.secret.access.key")
                        .visible())
                .isTrue();
        assertThat(List.of("profile_file", "profile_content"))
                .allSatisfy(mode -> assertThat(values(smallestWith("aws.credentials.mode", mode))
                                .get("aws.profile.name")
                                .visible())
                        .isTrue());
    }

    private static Map<String, ConfigValue> values(Map<String, String> properties) {
        return ConnectorConfiguration.validate(properties).configValues().stream()
                .collect(Collectors.toMap(ConfigValue::name, Function.identity()));
    }
}
