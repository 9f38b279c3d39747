package io.github.athenaconnect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/** Keeps the reference page what the code says; {@code -Dregenerate.docs=true} writes it anew. */
class ConfigurationReferenceTest {
    private static final Path PAGE = Path.of("docs", "configuration.md");
    private static final String HEAD = """
            # Configuration

            Generated from the code; a test compares the two. To write it anew:
            `mvn test -Dtest=ConfigurationReferenceTest -Dregenerate.docs=true`.

            Keys of a query are written `query.<name>.<key>`. One that a query does not set is taken from
            `query.default.<key>`, then from the default given here. Unknown keys that begin with `aws.`, `athena.` or
            `query.` are errors.
            """;

    @Test
    void thePageIsWhatTheCodeSays() throws IOException {
        if (Boolean.getBoolean("regenerate.docs")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page());
        }

        assertThat(PAGE).content().isEqualTo(page());
    }

    private static String page() {
        ConfigDef definition = ConnectorConfiguration.definition(List.of(
                AwsSection.SECTION,
                CredentialsSection.SECTION,
                RoleSection.SECTION,
                AthenaSection.SECTION,
                QueryNames.SECTION,
                QuerySection.SECTION.within("query.<name>.", "Each query"),
                RuntimeSection.SECTION,
                ValidationSection.SECTION));
        return definition.groups().stream()
                .map(group -> table(group, definition.configKeys().values()))
                .collect(Collectors.joining("", HEAD, ""));
    }

    private static String table(String group, Collection<ConfigKey> keys) {
        return keys.stream()
                .filter(key -> key.group.equals(group))
                .map(ConfigurationReferenceTest::row)
                .collect(Collectors.joining(
                        "",
                        "\n## " + group
                                + "\n\n| key | type | default | valid values | meaning |\n|---|---|---|---|---|\n",
                        ""));
    }

    private static String row(ConfigKey key) {
        return "| `%s` | %s | %s | %s | %s |%n"
                .formatted(key.name, typeOf(key), defaultOf(key), key.validator, key.documentation)
                .replace("\r\n", "\n");
    }

    private static String typeOf(ConfigKey key) {
        return switch (key.type) {
            case STRING -> "string";
            case PASSWORD -> "password";
            case BOOLEAN -> "boolean";
            case INT -> "int";
            case LONG -> "long";
            case LIST -> "list";
            case SHORT, DOUBLE, CLASS -> throw new IllegalStateException("No key has this type: " + key.name);
        };
    }

    private static String defaultOf(ConfigKey key) {
        if (!key.hasDefault()) {
            return "required";
        }
        return key.defaultValue == null || key.defaultValue.equals(List.of()) ? "" : "`" + key.defaultValue + "`";
    }
}
