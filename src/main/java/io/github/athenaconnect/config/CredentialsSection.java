package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.aws.CredentialsSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How the connector signs in to AWS. */
final class CredentialsSection {
    private static final List<ModeKey> MODE_KEYS = Stream.of(
                    AccessKeysMode.KEYS, ProfileMode.KEYS, ProviderClassMode.KEYS)
            .flatMap(List::stream)
            .toList();

    private static final Key<CredentialsMode> MODE = Key.withDefault(
                    CredentialsMode.KEY,
                    Choice.among(CredentialsMode.class),
                    "default",
                    Label.high(
                            "Credentials",
                            SHORT,
                            "How the connector signs in. `default` is the SDK's default chain on the worker:"
                                    + " environment, web identity, container and instance roles, SSO."
                                    + " `access_keys` takes the keys written here, `profile_file` a profile of a file"
                                    + " on the worker, `profile_content` a profile of a text written here,"
                                    + " `provider_class` a class of the plugin path."
                                    + " A key of another mode than the chosen one is an error."))
            .showing(MODE_KEYS.stream().map(ModeKey::key).toArray(Key<?>[]::new));

    static final Section SECTION = new Section(
            "AWS credentials",
            Stream.<Key<?>>concat(Stream.of(MODE), MODE_KEYS.stream().map(ModeKey::key))
                    .toList());

    private CredentialsSection() {}

    static void check(Values values) {
        values.find(MODE).ifPresent(chosen -> {
            MODE_KEYS.forEach(key -> key.check(values, chosen));
            ProviderClassMode.check(values, chosen);
            switch (chosen) {
                case ACCESS_KEYS -> AccessKeysMode.check(values);
                case PROFILE_FILE, PROFILE_CONTENT -> ProfileMode.check(values, chosen);
                case DEFAULT, PROVIDER_CLASS -> {}
            }
        });
    }

    static Optional<CredentialsMode> mode(Values values) {
        return values.find(MODE);
    }

    /** The credentials, if there is nothing wrong with them. */
    static Optional<CredentialsSettings> find(Values values) {
        boolean right = SECTION.keys().stream().allMatch(values::isRight);
        return right ? Optional.of(read(values)) : Optional.empty();
    }

    static CredentialsSettings read(Values values) {
        return switch (values.get(MODE)) {
            case DEFAULT -> new CredentialsSettings.DefaultChain();
            case ACCESS_KEYS -> AccessKeysMode.read(values);
            case PROFILE_FILE -> ProfileMode.readFile(values);
            case PROFILE_CONTENT -> ProfileMode.readContent(values);
            case PROVIDER_CLASS -> ProviderClassMode.read(values);
        };
    }
}
