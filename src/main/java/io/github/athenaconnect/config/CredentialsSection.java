package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.aws.CredentialsSettings;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.config.types.Password;

/** How the connector signs in to AWS. */
final class CredentialsSection {
    private static final String MODE_NAME = "aws.credentials.mode";
    private static final Key<String> ACCESS_KEY_ID = Key.optional(
                    "aws.access.key.id",
                    Form.text("an access key id", id -> id),
                    Label.medium("Access key id", MEDIUM, "Required by `aws.credentials.mode=access_keys`."))
            .visibleWhen(MODE_NAME, "access_keys");
    private static final Key<Password> SECRET_ACCESS_KEY = Key.optional(
                    "aws.secret.access.key",
                    Form.secret(),
                    Label.medium(
                            "Secret access key",
                            MEDIUM,
                            "The secret of `aws.access.key.id`; required by `aws.credentials.mode=access_keys`."))
            .visibleWhen(MODE_NAME, "access_keys");
    private static final Key<Password> SESSION_TOKEN = Key.optional(
                    "aws.session.token",
                    Form.secret(),
                    Label.low("Session token", MEDIUM, "Goes with temporary access keys."))
            .visibleWhen(MODE_NAME, "access_keys");
    private static final Key<CredentialsMode> MODE = Key.withDefault(
                    MODE_NAME,
                    Choice.among(CredentialsMode.class, "profile_file", "profile_content", "provider_class"),
                    "default",
                    Label.high(
                            "Credentials",
                            SHORT,
                            "How the connector signs in. `default` is the SDK's default chain on the worker:"
                                    + " environment, web identity, container and instance roles, SSO."
                                    + " `access_keys` takes the keys written here."
                                    + " A key of another mode than the chosen one is an error."))
            .showing(ACCESS_KEY_ID, SECRET_ACCESS_KEY, SESSION_TOKEN);

    static final Section SECTION = new Section(
            "AWS credentials",
            List.of(MODE, ACCESS_KEY_ID, SECRET_ACCESS_KEY, SESSION_TOKEN),
            Set.of(
                    "aws.profile.file",
                    "aws.profile.content",
                    "aws.profile.name",
                    "aws.credentials.provider.class",
                    "aws.sts.role.arn",
                    "aws.sts.role.external.id",
                    "aws.sts.role.session.name",
                    "aws.sts.role.session.duration.seconds"));

    /** The keys that only one mode knows. */
    private record ModeKeys(CredentialsMode mode, List<Key<?>> required, List<Key<?>> optional) {
        void checkChosen(Values values) {
            required.stream()
                    .filter(key -> !values.isSet(key))
                    .forEach(key -> values.reject(key, "is required by " + written(mode) + ", but is not set"));
        }

        void checkNotChosen(Values values, CredentialsMode chosen) {
            Stream.concat(required.stream(), optional.stream())
                    .filter(values::isSet)
                    .forEach(key -> values.reject(
                            key,
                            "belongs to " + written(mode) + ", but found " + written(chosen)
                                    + "; remove the key or change the mode"));
        }
    }

    private static final List<ModeKeys> MODES = List.of(new ModeKeys(
            CredentialsMode.ACCESS_KEYS, List.of(ACCESS_KEY_ID, SECRET_ACCESS_KEY), List.of(SESSION_TOKEN)));

    private CredentialsSection() {}

    static void check(Values values) {
        values.find(MODE)
                .ifPresent(chosen -> MODES.forEach(keys -> {
                    if (keys.mode == chosen) {
                        keys.checkChosen(values);
                    } else {
                        keys.checkNotChosen(values, chosen);
                    }
                }));
    }

    static CredentialsSettings read(Values values) {
        return switch (values.get(MODE)) {
            case DEFAULT -> new CredentialsSettings.DefaultChain();
            case ACCESS_KEYS ->
                new CredentialsSettings.AccessKeys(
                        values.get(ACCESS_KEY_ID), values.get(SECRET_ACCESS_KEY), values.find(SESSION_TOKEN));
        };
    }

    private static String written(CredentialsMode mode) {
        return MODE_NAME + "=" + mode.name().toLowerCase(Locale.ROOT);
    }
}
