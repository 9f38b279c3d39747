package io.github.athenaconnect.validation;

/**
 * What keeps a configuration from working.
 *
 * @param key the full name of the key that the user must change
 * @param problem words that go on after the key's name: what was found, what was expected and what to do next
 */
public record Finding(String key, String problem) {}
