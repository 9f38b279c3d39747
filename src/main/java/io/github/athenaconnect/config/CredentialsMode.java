package io.github.athenaconnect.config;

/** The values of {@code aws.credentials.mode}. */
enum CredentialsMode {
    DEFAULT,
    ACCESS_KEYS
}
