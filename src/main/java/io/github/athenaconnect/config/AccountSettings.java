package io.github.athenaconnect.config;

import io.github.athenaconnect.aws.AwsSettings;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a configuration that leads to an account, which may be right while the rest is not written yet.
 *
 * @param catalog empty if what is written cannot be one
 */
public record AccountSettings(AwsSettings aws, Optional<String> catalog, ValidationSettings validation) {
    /**
     * Reads that part of a configuration as a user wrote it.
     *
     * @return empty if any key of AWS or of validation is wrong, be it one that nobody declares: what is asked then
     *     might be asked of another account than the user means
     */
    public static Optional<AccountSettings> find(Map<String, String> properties) {
        return ConnectorConfiguration.findAccount(properties);
    }
}
