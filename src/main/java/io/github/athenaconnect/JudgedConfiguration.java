package io.github.athenaconnect;

import io.github.athenaconnect.validation.Finding;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;

/** A configuration as the worker shows it, to which errors and recommended values are still added. */
record JudgedConfiguration(Config config) {
    private static final String SQL = ".sql";

    boolean isRight() {
        return config.configValues().stream()
                .allMatch(value -> value.errorMessages().isEmpty());
    }

    /** Writes each finding to the key it is about, without any secret of the configuration that AWS may have quoted. */
    JudgedConfiguration with(List<Finding> findings) {
        findings.forEach(finding -> {
            ConfigValue value = written(finding.key());
            value.addErrorMessage(withoutSecrets(value.name() + " " + finding.problem()));
        });
        return this;
    }

    /** Offers the names of the account as values, by key. */
    JudgedConfiguration recommending(Map<String, List<String>> names) {
        names.forEach((key, values) -> value(key).recommendedValues(List.copyOf(values)));
        return this;
    }

    /** The key itself; of a query that names a table instead of a statement, the key of the table. */
    private ConfigValue written(String key) {
        ConfigValue value = value(key);
        return value.value() == null && key.endsWith(SQL)
                ? value(key.substring(0, key.length() - SQL.length()) + ".table")
                : value;
    }

    private ConfigValue value(String key) {
        return config.configValues().stream()
                .filter(value -> value.name().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(key + " is no key of the connector"));
    }

    private String withoutSecrets(String message) {
        return secrets().reduce(message, (text, secret) -> text.replace(secret, Password.HIDDEN));
    }

    private Stream<String> secrets() {
        return config.configValues().stream()
                .map(ConfigValue::value)
                .filter(Password.class::isInstance)
                .map(secret -> ((Password) secret).value().strip())
                .filter(secret -> !secret.isEmpty());
    }
}
